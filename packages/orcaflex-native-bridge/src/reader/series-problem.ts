import type { SeriesProblem } from '@ballast/results-model';
import { faultDetails } from '../abi/library-fault.ts';
import { statusScope } from '../abi/status.ts';

/** Turns a fault of the library into a problem of one series, with the library's text; rethrows a fault of wider scope. */
export function seriesProblem(error: unknown): SeriesProblem {
  return problemWithin(error, 'series');
}

/** The same for a call whose fault may also concern the period. */
export function periodProblem(error: unknown): SeriesProblem {
  return problemWithin(error, 'period');
}

function problemWithin(error: unknown, widest: 'series' | 'period'): SeriesProblem {
  const details = faultDetails(error);
  if (details === null) throw error;
  const scope = statusScope(details.status);
  if (scope !== 'series' && scope !== widest) throw error;
  return { code: details.code, message: details.text };
}

import { FaultError } from '@ballast/resource-model';
import type { HeaderSource } from './header-source.ts';

/** A field under the name that the format's own documentation gives it, and its byte position. */
interface Finding {
  readonly field: string;
  readonly at: number;
  readonly found: number;
}

const RERUN = 'Run the simulation again, or leave the file out of the batch.';

/** Fault `HEADER_IMPLAUSIBLE` unless the number lies in the range, both ends included. */
export function checkRange(source: HeaderSource, finding: Finding, range: readonly [number, number]): void {
  const [lowest, highest] = range;
  if (finding.found >= lowest && finding.found <= highest) return;
  const expected = highest === Infinity ? `${lowest} or more` : `${lowest} to ${highest}`;
  throw implausibleFault(source, finding, expected);
}

/** Fault `HEADER_IMPLAUSIBLE` for NaN and infinities. */
export function checkFinite(source: HeaderSource, finding: Finding): void {
  if (!Number.isFinite(finding.found)) throw implausibleFault(source, finding, 'a usable number');
}

function implausibleFault({ path }: HeaderSource, finding: Finding, expected: string): FaultError {
  const { field, at, found } = finding;
  return new FaultError({
    code: 'HEADER_IMPLAUSIBLE',
    message: `${path} has a damaged header: ${field} at byte ${at} is ${found}, expected ${expected}.`,
    hint: `The file is damaged or not an OpenFAST binary file. ${RERUN}`,
    details: { path, field, at, expected, found: String(found) },
  });
}

/** The file ends inside its header. */
export function headerCutFault(source: HeaderSource, needed: number, samples: number | null): FaultError {
  return truncated(source, needed, 0, samples, 'its header alone takes');
}

/** The file ends before the last of the rows that its header promises. */
export function dataCutFault(
  source: HeaderSource,
  needed: number,
  rows: number,
  samples: number,
): FaultError {
  return truncated(source, needed, rows, samples, 'its header promises');
}

function truncated(
  { path, size }: HeaderSource,
  needed: number,
  rows: number,
  samples: number | null,
  what: string,
): FaultError {
  const have = samples === null ? '' : `; ${rows} whole rows of ${samples} are there`;
  return new FaultError({
    code: 'FILE_TRUNCATED',
    message: `${path} is cut short: ${what} ${needed} bytes, the file has ${size}${have}.`,
    hint: `The simulation was stopped while it wrote, or the disk was full. ${RERUN}`,
    details: { path, expectedBytes: needed, foundBytes: size, wholeRows: rows, rows: samples },
  });
}

import { isFault } from '@ballast/resource-model';
import { type FileFacts, type FileWarning, type Period, periodText } from '@ballast/results-model';
import { dataValue } from '../abi/functions/data-calls.ts';
import { modelFlag, modelWarnings } from '../abi/functions/model-calls.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import type { LoadedModel } from '../model/loaded-model.ts';
import { WHOLE_SIMULATION } from '../model/period-struct.ts';
import { periodProblem } from './series-problem.ts';

/** Further warnings of a model are counted, not listed. */
const NAMED_WARNINGS = 20;

export function factsOf(model: LoadedModel, writtenBy: string): FileFacts {
  const { library, completeness, times } = model;
  const counted = samplesOf(model);
  return {
    format: `OrcaFlex simulation through OrcFxAPI ${library.version} (${library.path})`,
    completeness,
    samples: typeof counted === 'number' ? counted : 0,
    series: null,
    startTime: times.StartTime,
    endTime: times.CurrentTime,
    plannedEndTime: times.StopTime,
    warnings: [...warningsOf(model), ...(typeof counted === 'number' ? [] : [counted])],
    writtenBy,
    ...licenceOf(model),
  };
}

/** Read once per library: one process holds one licence. */
const licences = new WeakMap<NativeLibrary, { readonly licence?: string }>();

function licenceOf({ library, handle }: LoadedModel): { readonly licence?: string } {
  const known = licences.get(library);
  if (known !== undefined) return known;
  let found = {};
  try {
    found = { licence: String(dataValue(library, { of: handle, name: 'LicenceStatus', index: 0 })) };
  } catch (error) {
    // Some versions have no such data; that is fine. A seat lost meanwhile must be reported.
    if (isFault(error) && error.class === 'seat') throw error;
  }
  licences.set(library, found);
  return found;
}

/** A model without time histories can still be read (its static state), so this is a warning, not a fault. */
function samplesOf(model: LoadedModel): number | FileWarning {
  try {
    return model.sampleCount(WHOLE_SIMULATION);
  } catch (error) {
    const { message } = periodProblem(error);
    const why =
      modelFlag(model.library, model.handle, 'isFrequencyDomainDynamics') === true
        ? 'its dynamics are in the frequency domain'
        : message.replace(/\.$/, '');
    return {
      code: 'NO_TIME_HISTORIES',
      message: `the model has no time histories: ${why}`,
      details: { state: model.state },
    };
  }
}

function warningsOf(model: LoadedModel): FileWarning[] {
  const { count, warnings } = modelWarnings(model.library, model.handle, NAMED_WARNINGS);
  const named = warnings.map(({ text }): FileWarning => ({ code: 'MODEL_WARNING', message: text }));
  if (count <= named.length) return named;
  const rest = count - named.length;
  return [
    ...named,
    { code: 'MODEL_WARNING', message: `the model has ${rest} further warnings`, details: { count: rest } },
  ];
}

/**
 * For a period that was not simulated to its end, the library returns the samples that exist without any warning.
 * `last` is the time of the last one. Only the samples of a stage are known: if a stopped simulation ends in a stage,
 * the stage may have been planned to continue.
 */
export function beyondEnd(facts: FileFacts, period: Period, last: number): FileWarning | null {
  const { endTime, completeness } = facts;
  if (endTime === null) return null;
  const rounding = 1e-9 * Math.max(1, Math.abs(endTime));
  const warning = (what: string): FileWarning => ({
    code: 'PERIOD_BEYOND_END',
    message: `${what} the simulation at ${endTime} s; the samples up to that time were used`,
    details: { period: periodText(period), endTime },
  });
  if (period.kind === 'stage' && completeness !== 'complete' && last >= endTime - rounding)
    return warning(`stage ${period.stage} was in progress at the end of`);
  if (period.kind !== 'range' || period.to === null || period.to <= endTime + rounding) return null;
  return warning(`the period ${periodText(period)} ends at ${period.to} s but`);
}

/** Calls of the library since `before`, per export and in total. */
export function countersSince(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): Record<string, number> {
  const counters: Record<string, number> = { 'library calls': 0 };
  for (const [name, count] of now) {
    const calls = count - (before.get(name) ?? 0);
    if (calls === 0) continue;
    counters[name] = calls;
    counters['library calls'] = (counters['library calls'] ?? 0) + calls;
  }
  return counters;
}

import { isFault } from '@ballast/resource-model';
import { type FileFacts, type FileWarning, type Period, periodText } from '@ballast/results-model';
import { dataValue } from '../abi/data-calls.ts';
import { modelFlag, modelWarnings } from '../abi/model-calls.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import type { LoadedModel } from '../model/loaded-model.ts';
import { WHOLE_SIMULATION } from '../model/period-struct.ts';
import { periodProblem } from './series-problem.ts';

/** Warnings of a model beyond these are counted, not repeated. */
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

/** Asked once for each library: one process holds one licence. */
const licences = new WeakMap<NativeLibrary, { readonly licence?: string }>();

function licenceOf({ library, handle }: LoadedModel): { readonly licence?: string } {
  const known = licences.get(library);
  if (known !== undefined) return known;
  let found = {};
  try {
    found = { licence: String(dataValue(library, { of: handle, name: 'LicenceStatus', index: 0 })) };
  } catch (error) {
    // A version without such data says nothing; a seat that was lost meanwhile must be told.
    if (isFault(error) && error.code === 'SEAT_DENIED') throw error;
  }
  licences.set(library, found);
  return found;
}

/** A model without time histories is one to know about, not one that cannot be read: its static state can. */
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
      message: `The model has no time histories: ${why}.`,
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
    { code: 'MODEL_WARNING', message: `${rest} further warnings of the model`, details: { count: rest } },
  ];
}

/**
 * The library gives the samples that exist, without a word, for a period that was not simulated to its end. `last` is the
 * time of the last one. Of a stage only its samples are known: one that a stopped simulation ends in may have gone on.
 */
export function beyondEnd(facts: FileFacts, period: Period, last: number): FileWarning | null {
  const { endTime, completeness } = facts;
  if (endTime === null) return null;
  const rounding = 1e-9 * Math.max(1, Math.abs(endTime));
  const warning = (what: string): FileWarning => ({
    code: 'PERIOD_BEYOND_END',
    message: `${what} the simulation at ${endTime} s; the samples up to there were used.`,
    details: { period: periodText(period), endTime },
  });
  if (period.kind === 'stage' && completeness !== 'complete' && last >= endTime - rounding)
    return warning(`Stage ${period.stage} was under way at the end of`);
  if (period.kind !== 'range' || period.to === null || period.to <= endTime + rounding) return null;
  return warning(`The period ${periodText(period)} ends at ${period.to} s but`);
}

/** Calls of the library since `before`, by export and all together. */
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

import type { Period } from '@ballast/results-model';
import { PERIOD_NUMBER } from '../abi/constants.ts';
import type { PeriodStruct } from '../abi/functions/result-calls.ts';

/** Seconds: the start of the simulation and the time it has reached. */
export interface Simulated {
  readonly start: number;
  readonly current: number;
}

export const WHOLE_SIMULATION: PeriodStruct = numbered(PERIOD_NUMBER.whole);

/**
 * The period as the library takes it; null for an instant without a sample. `times` returns the times of all samples
 * and is called only for an instant.
 */
export function periodStruct(
  period: Period,
  simulated: Simulated,
  times: () => Float64Array,
): PeriodStruct | null {
  switch (period.kind) {
    case 'whole':
      return WHOLE_SIMULATION;
    case 'static':
      return numbered(PERIOD_NUMBER.staticState);
    case 'latest-wave':
      return numbered(PERIOD_NUMBER.latestWave);
    case 'stage':
      return numbered(period.stage);
    case 'range':
      return between(period.from ?? simulated.start, period.to ?? simulated.current);
    case 'instant':
      return instant(period.time, times());
  }
}

/** The sample nearest to the time, if it is within half a step. */
function instant(time: number, times: Float64Array): PeriodStruct | null {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  const step = times.length > 1 ? (last - first) / (times.length - 1) : 0;
  const nearest = times[nearestIndex(times, time)];
  // A quarter of a step absorbs last-digit differences between this time and the library's own.
  const margin = step / 4;
  if (nearest === undefined || !(Math.abs(nearest - time) <= step / 2 + margin / 1e6)) return null;
  return between(nearest - margin, nearest + margin);
}

function nearestIndex(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle;
  }
  return Math.abs((times[high] as number) - time) < Math.abs((times[low] as number) - time) ? high : low;
}

function numbered(number: number): PeriodStruct {
  return { PeriodNum: number, Unused: 0, FromTime: 0, ToTime: 0 };
}

function between(from: number, to: number): PeriodStruct {
  return { PeriodNum: PERIOD_NUMBER.specified, Unused: 0, FromTime: from, ToTime: to };
}

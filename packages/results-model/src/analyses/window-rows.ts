import { reduceSeries } from '../reduction/reduce.ts';
import { reductionLabel } from '../reduction/reduction.ts';
import { statisticsOf } from '../statistics/accumulator.ts';
import { STATISTICS } from '../statistics/statistic.ts';
import type { AnalysedSeries, Rows } from './analysed-series.ts';
import type { WindowsAnalysis } from './analysis.ts';

export function windowColumns(analysis: WindowsAnalysis): string[] {
  const statistics = STATISTICS.filter((name) => analysis.statistics.includes(name));
  return ['window', 'from', 'to', ...statistics, ...analysis.reductions.map(reductionLabel)];
}

/**
 * A row for each window: its number from 1, its ends and what is computed inside. A window includes its start but not its
 * end; the last one includes it if the file ends there within half a step.
 */
export function windowRows({ times, values }: AnalysedSeries, analysis: WindowsAnalysis): Rows {
  const first = times[0];
  const end = times.at(-1);
  if (first === undefined || end === undefined) return [];
  const half = times.length < 2 ? 0 : (end - first) / (times.length - 1) / 2;
  const names = STATISTICS.filter((name) => analysis.statistics.includes(name));
  const rows: Rows = [];
  let hasEnd = false;
  const origin = analysis.from ?? first;
  for (let number = 0; origin + number * analysis.step <= end; number += 1) {
    const from = origin + number * analysis.step;
    const to = from + analysis.length;
    const isWhole = to <= end + half && from >= first - half;
    if (!isWhole && analysis.partial === 'drop') continue;
    const closed = Math.abs(end - to) <= half;
    // The last sample belongs to the window that ends there, not to one that would begin there.
    if (hasEnd && from >= end - half) break;
    hasEnd ||= closed;
    const begin = placeOf(times, from);
    const stop = closed ? times.length : placeOf(times, to);
    if (stop <= begin) continue;
    const own = { times: times.subarray(begin, stop), values: values.subarray(begin, stop) };
    const statistics = statisticsOf(own.times, own.values);
    const reduced = reduceSeries({ ...own, statistics }, analysis.reductions);
    rows.push([number + 1, from, to, ...names.map((name) => statistics[name]), ...reduced]);
  }
  return rows;
}

/** The first sample at or after a time. */
function placeOf(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

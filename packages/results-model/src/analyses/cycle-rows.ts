import { type ClosedCycles, RainflowCounter } from '../fatigue/rainflow.ts';
import { takeResidue } from '../fatigue/residue.ts';
import type { AnalysedSeries, Rows } from './analysed-series.ts';
import type { Edges, RainflowAnalysis } from './analysis.ts';

export const CYCLE_COLUMNS = ['range', 'mean', 'count', 'from', 'to'] as const;
export const MARKOV_COLUMNS = ['rangeFrom', 'rangeTo', 'meanFrom', 'meanTo', 'count'] as const;

interface Cycle {
  readonly range: number;
  readonly mean: number;
  readonly count: number;
  readonly fromSample: number;
  readonly toSample: number;
}

/** Every cycle, closed ones first and then those of the residue, with the times of both turning points in seconds. */
export function cycleRows(series: AnalysedSeries, analysis: RainflowAnalysis): Rows {
  const { times } = series;
  return cyclesOf(series, analysis).map(({ range, mean, count, fromSample, toSample }) => [
    range,
    mean,
    count,
    times[fromSample] ?? null,
    times[toSample] ?? null,
  ]);
}

/**
 * Counts by range and mean. A bin includes its lower edge, the last one both; with edges of their own, what lies outside
 * is counted in rows with an open end. Bins without a cycle have no row.
 */
export function markovRows(
  series: AnalysedSeries,
  analysis: RainflowAnalysis,
  { ranges, means }: { readonly ranges: Edges; readonly means: Edges },
): Rows {
  const cycles = cyclesOf(series, analysis);
  if (cycles.length === 0) return [];
  const rangeBins = binsOf(ranges, { low: 0, high: largest(cycles.map(({ range }) => range)) });
  const ofMeans = cycles.map(({ mean }) => mean);
  const meanBins = binsOf(means, { low: -largest(ofMeans.map((mean) => -mean)), high: largest(ofMeans) });
  const counts = new Map<string, { readonly range: number; readonly mean: number; count: number }>();
  for (const cycle of cycles) {
    const range = binOf(rangeBins, cycle.range);
    const mean = binOf(meanBins, cycle.mean);
    const bin = counts.get(`${range} ${mean}`) ?? { range, mean, count: 0 };
    bin.count += cycle.count;
    counts.set(`${range} ${mean}`, bin);
  }
  return [...counts.values()]
    .sort((a, b) => a.range - b.range || a.mean - b.mean)
    .map(({ range, mean, count }) => [
      rangeBins[range - 1] ?? null,
      rangeBins[range] ?? null,
      meanBins[mean - 1] ?? null,
      meanBins[mean] ?? null,
      count,
    ]);
}

function cyclesOf({ values }: AnalysedSeries, { residue, ends }: RainflowAnalysis): Cycle[] {
  const cycles: Cycle[] = [];
  const take = ({ from, to, fromSample, toSample }: ClosedCycles, length: number, count: number): void => {
    for (let i = 0; i < length; i += 1) {
      const a = from[i] as number;
      const b = to[i] as number;
      const samples = { fromSample: fromSample[i] as number, toSample: toSample[i] as number };
      cycles.push({ range: Math.abs(b - a), mean: a + (b - a) / 2, count, ...samples });
    }
  };
  const counter = new RainflowCounter({ closed: (closed, length) => take(closed, length, 1) }, { ends });
  counter.add(values);
  takeResidue(counter.finish(), residue, take);
  return cycles;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function binsOf(edges: Edges, { low, high }: { low: number; high: number }): readonly number[] {
  if ('edges' in edges) return edges.edges;
  return Array.from({ length: edges.count + 1 }, (_, i) =>
    i === edges.count ? high : low + ((high - low) * i) / edges.count,
  );
}

/** The number of the upper edge of the value's bin: 0 below the first edge, the number of edges above the last. */
function binOf(edges: readonly number[], value: number): number {
  if (value === edges.at(-1)) return Math.max(1, edges.length - 1);
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] as number)) bin += 1;
  return bin;
}

import { type ClosedCycles, RainflowCounter, takeResidue } from '@ballast/results-model/analysis';
import { type Cycle, cyclesOf } from './fatigue-details.ts';
import { rowsOf } from './rows.ts';

/** Range, mean, count, first and last sample. */
export type ListedCycle = readonly [number, number, number, number, number];

export function listedCycles(
  series: readonly number[],
  { ends = true }: { readonly ends?: boolean } = {},
): ListedCycle[] {
  const cycles: ListedCycle[] = [];
  const take = ({ from, to, fromSample, toSample }: ClosedCycles, length: number, count: number): void => {
    for (let i = 0; i < length; i += 1) {
      const [a = 0, b = 0] = [from[i], to[i]];
      cycles.push([Math.abs(b - a), (a + b) / 2, count, fromSample[i] ?? -1, toSample[i] ?? -1]);
    }
  };
  const counter = new RainflowCounter({ closed: (all, length) => take(all, length, 1) }, { ends });
  counter.add(Float64Array.from(series));
  takeResidue(counter.finish(), 'half', take);
  return cycles;
}

/** Count and mean of the means in each bin; a bin includes its lower edge, the last one both. */
export function countsIn(
  series: readonly number[],
  edges: readonly number[],
): { readonly count: number; readonly mean: number | null }[] {
  const values = Float64Array.from(series);
  const times = values.map((_, i) => i);
  const markov = { ranges: { edges }, means: { count: 1 } };
  const rows = rowsOf({ times, values }, { kind: 'rainflow', residue: 'half', ends: true, markov });
  const { cycles } = cyclesOf(values);
  return edges.slice(1).map((upper, i) => {
    const lower = edges[i] ?? 0;
    const isLast = i === edges.length - 2;
    const own = cycles.filter(
      ({ range }) => range >= lower && (range < upper || (isLast && range === upper)),
    );
    const count = rows.find(({ rangeFrom }) => rangeFrom === lower)?.count ?? 0;
    const means = own.reduce((sum, one) => sum + (one.count * (one.from + one.to)) / 2, 0);
    return { count, mean: count === 0 ? null : means / count };
  });
}

/** Whole cycles of a series that repeats. */
export function repeatedCycles(series: readonly number[]): Cycle[] {
  const cycles: Cycle[] = [];
  const take = ({ from, to }: ClosedCycles, length: number): void => {
    for (let i = 0; i < length; i += 1) {
      const [a = 0, b = 0] = [from[i], to[i]];
      cycles.push({ from: a, to: b, range: Math.abs(b - a), count: 1 });
    }
  };
  const counter = new RainflowCounter({ closed: take }, { ends: true });
  counter.add(Float64Array.from(series));
  takeResidue(counter.finish(), 'repeat', take);
  return cycles;
}

/** The first and last value and those at which the direction changes, plateaus collapsed. */
export function turningPoints(series: readonly number[]): number[] {
  const moved = series.filter((value, i) => i === 0 || value !== series[i - 1]);
  return moved.filter((value, i) => {
    const [before, after] = [moved[i - 1], moved[i + 1]];
    return before === undefined || after === undefined || value > before !== after > value;
  });
}

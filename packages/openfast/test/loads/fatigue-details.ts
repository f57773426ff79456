import { type Analysis, type EquivalentLoad, type Reduction, statisticsOf } from '@ballast/results-model';
import {
  type ClosedCycles,
  correctedRange,
  RainflowCounter,
  reduceSeries,
  type Samples,
  takeResidue,
} from '@ballast/results-model/analysis';
import { expect } from 'vitest';
import { at, expectClose, listAt } from './close.ts';
import { rowsOf } from './rows.ts';

/** A cycle without rounding; `count` 1 or 0.5. */
export interface Cycle {
  readonly from: number;
  readonly to: number;
  readonly range: number;
  readonly count: number;
}

export function del(m: number, more: Partial<EquivalentLoad> = {}): EquivalentLoad {
  return {
    kind: 'del',
    m,
    residue: 'half',
    ends: true,
    reference: { frequency: 1 },
    meanStress: { rule: 'none' },
    ...more,
  };
}

export function reduced({ times, values }: Samples, reductions: readonly Reduction[]): (number | null)[] {
  return reduceSeries({ times, values, statistics: statisticsOf(times, values) }, reductions);
}

export function durationOf({ times }: Samples): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}

/** The cycles of a series, those of its residue as half ones. */
export function cyclesOf(
  values: Float64Array,
  { ends = true }: { readonly ends?: boolean } = {},
): { readonly cycles: readonly Cycle[]; readonly closed: number; readonly residue: Float64Array } {
  const cycles: Cycle[] = [];
  const take = ({ from, to }: ClosedCycles, length: number, count: number): void => {
    for (let i = 0; i < length; i += 1) {
      const [a = 0, b = 0] = [from[i], to[i]];
      cycles.push({ from: a, to: b, range: Math.abs(b - a), count });
    }
  };
  const counter = new RainflowCounter({ closed: (all, length) => take(all, length, 1) }, { ends });
  counter.add(values);
  const residue = counter.finish();
  const closed = cycles.length;
  takeResidue(residue, 'half', take);
  return { cycles, closed, residue: residue.values };
}

function totalOf(cycles: readonly { readonly count: number }[]): number {
  return cycles.reduce((sum, { count }) => sum + count, 0);
}

/** (sum n S^m / N)^(1/m) of cycles that stand for other ranges than their own. */
export function loadOf(
  cycles: readonly { readonly range: number; readonly count: number }[],
  m: number,
  reference: number,
): number {
  return (cycles.reduce((sum, { range, count }) => sum + count * range ** m, 0) / reference) ** (1 / m);
}

/** Sizes and counts of the whole series, and the count and load of its second half. */
export function checkCounts(samples: Samples, expected: unknown, name: string): void {
  const { values, times } = samples;
  const { cycles, closed, residue } = cyclesOf(values);
  expect(values.length).toBe(at(expected, 'n'));
  expectClose(durationOf(samples), at(expected, 'T'), `${name} T`);
  expect(totalOf(cycles)).toBe(at(expected, 'cycles'));
  expect(closed).toBe(at(expected, 'closed'));
  const largest = Math.max(...cycles.map(({ range }) => range));
  for (const [i, value] of listAt(expected, 'residueValues').entries())
    expectClose(residue[i], value, `${name} residue ${i}`, largest);
  const from = at(expected, 'secondHalf', 'from');
  const start = times.findIndex((time) => time >= from - 1e-9);
  const half = { times: times.subarray(start), values: values.subarray(start) };
  expect(half.values.length).toBe(at(expected, 'secondHalf', 'n'));
  expectClose(durationOf(half), at(expected, 'secondHalf', 'T'), `${name} T of the second half`);
  expect(totalOf(cyclesOf(half.values).cycles)).toBe(at(expected, 'secondHalf', 'cycles'));
  expectClose(reduced(half, [del(4)])[0], at(expected, 'secondHalf', 'del4'), `${name} second half`);
}

/** Goodman's rule for compressive means as well, as other programs apply it. */
export function checkMeans(samples: Samples, expected: unknown, name: string): void {
  const ultimate = at(expected, 'meanStressDel4', 'ultimate');
  const fixedMean = at(expected, 'meanStressDel4', 'fixedMean');
  expectClose(
    statisticsOf(samples.times, samples.values).mean,
    fixedMean,
    `${name} mean`,
    at(expected, 'maxRange'),
  );
  const { cycles } = cyclesOf(samples.values);
  const signed = cycles.map((cycle) => ({
    ...cycle,
    range: cycle.range / (1 - (cycle.from + cycle.to) / 2 / ultimate),
  }));
  const own = cycles.map((cycle) => ({
    ...cycle,
    range: correctedRange(cycle.from, cycle.to, { rule: 'goodman', ultimate }),
  }));
  const reference = durationOf(samples);
  expectClose(
    loadOf(signed, 4, reference),
    at(expected, 'meanStressDel4', 'goodmanSigned'),
    `${name} signed`,
  );
  for (const [i, { from, to, range }] of own.entries()) {
    const mean = (from + to) / 2;
    expectClose(range, mean > 0 ? (signed[i]?.range ?? 0) : Math.abs(to - from), `${name} cycle ${i}`);
  }
}

const COUNTED = { kind: 'rainflow', residue: 'half', ends: true } as const;

/** Counts by range, and by range and mean. */
export function checkBins(samples: Samples, expected: unknown, name: string): void {
  const largest = at(expected, 'maxRange');
  const single: Analysis = { ...COUNTED, markov: { ranges: { count: 20 }, means: { count: 1 } } };
  const ranges = new Map(
    rowsOf(samples, single).map((row) => [Math.round((20 * (row.rangeFrom ?? 0)) / largest), row.count]),
  );
  for (const [i, count] of listAt(expected, 'rangeHist20').entries())
    expect(ranges.get(i) ?? 0, `${name} bin ${i}`).toBe(count);
  const [low = 0, high = 0] = listAt(expected, 'markov8', 'meanEdges');
  const both: Analysis = { ...COUNTED, markov: { ranges: { count: 8 }, means: { count: 8 } } };
  const rows = rowsOf(samples, both);
  const place = (row: (typeof rows)[number]): string =>
    `${Math.round((8 * (row.rangeFrom ?? 0)) / largest)} ${Math.round((8 * ((row.meanFrom ?? 0) - low)) / (high - low))}`;
  const matrix = new Map(rows.map((row) => [place(row), row.count]));
  for (let i = 0; i < 8; i += 1)
    for (const [k, count] of listAt(expected, 'markov8', 'counts', i).entries())
      expect(matrix.get(`${i} ${k}`) ?? 0, `${name} bin ${i} ${k}`).toBe(count);
}

/** Loads of binned ranges: a bin stands for the mean of its ranges, its middle or its upper edge. */
export function checkBinnedLoads(samples: Samples, expected: unknown, name: string): void {
  const { cycles } = cyclesOf(samples.values);
  const bins = at(expected, 'meanBinned', 'bins');
  const reference = durationOf(samples);
  const binned = binnedRanges(cycles, bins);
  for (const rule of ['binMean', 'binMiddle', 'binUpper'] as const)
    expectClose(loadOf(binned(rule), 4, reference), at(expected, 'meanBinned', rule), `${name} ${rule}`);
}

export type BinRule = 'binMean' | 'binMiddle' | 'binUpper';

/** What each bin of equal width over 0 to the largest range stands for. */
export function binnedRanges(
  cycles: readonly Cycle[],
  bins: number,
): (rule: BinRule) => readonly { readonly range: number; readonly count: number }[] {
  const width = Math.max(...cycles.map(({ range }) => range)) / bins;
  const filled = new Map<number, { count: number; sum: number }>();
  for (const { range, count } of cycles) {
    const bin = Math.min(bins - 1, Math.floor(range / width));
    const own = filled.get(bin) ?? { count: 0, sum: 0 };
    filled.set(bin, { count: own.count + count, sum: own.sum + count * range });
  }
  return (rule) =>
    [...filled].map(([bin, { count, sum }]) => {
      const edges = { binMean: sum / count, binMiddle: (bin + 0.5) * width, binUpper: (bin + 1) * width };
      return { range: edges[rule], count };
    });
}

import { describe, expect, it } from 'vitest';
import { expectClose } from './close.ts';
import { binnedRanges, loadOf } from './fatigue-details.ts';
import { hysteresisCycles } from './other-counts.ts';
import { repeatedCycles } from './published-counts.ts';
import { rowsOf } from './rows.ts';

describe('published equivalent loads', () => {
  const series = [-2, 0, 1, 0, -3, 0, 5, 0, -1, 0, 3, 0, -4, 0, 4, 0, -2];

  it('of the Danish recommendation are the published ones', () => {
    const binned = binnedRanges(hysteresisCycles(Float64Array.from(series)), 50)('binMean');
    const published = {
      1: [10.348414123746581, 9.635653414943068, 9.122399471334054],
      17: [4.024613313976801, 4.745357541147315, 5.68897815218057],
    };
    for (const [reference, loads] of Object.entries(published))
      for (const [i, m] of [3, 4, 6].entries())
        expectClose(loadOf(binned, m, Number(reference)), loads[i] ?? Number.NaN, `m ${m}`);
  });

  it('have the published half cycles by range and mean', () => {
    const ranges = { edges: [3, 4, 5, 6, 7, 8, 9] };
    const means = { edges: [-1, -0.5, 0, 0.5, 1] };
    const samples = { times: Float64Array.from(series.keys()), values: Float64Array.from(series) };
    const rows = rowsOf(samples, {
      kind: 'rainflow',
      residue: 'half',
      ends: true,
      markov: { ranges, means },
    });
    const halves = (range: number, mean: number): number =>
      2 * (rows.find(({ rangeFrom, meanFrom }) => rangeFrom === range && meanFrom === mean)?.count ?? 0);
    const found = ranges.edges
      .slice(0, -1)
      .map((range) => means.edges.slice(0, -1).map((mean) => halves(range, mean)));
    expect(found).toEqual([
      [0, 1, 0, 0],
      [1, 0, 0, 2],
      [0, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 0],
      [0, 0, 1, 2],
    ]);
  });

  it('of a sine are within the bins of other programs', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => 5 * Math.sin(2 * Math.PI * 0.1 * i));
    const seconds = 9.9;
    const danish = (m: number, bins: number): number =>
      loadOf(binnedRanges(hysteresisCycles(values), bins)('binMean'), m, seconds);
    expect(danish(10, 100)).toBeCloseTo(9.4714702, 7);
    expect(danish(1, 100)).toBeCloseTo(9.462532, 7);
    expect(danish(4, 10)).toBeCloseTo(9.420937, 6);
    // Equal ranges in bins from half a unit below to half a unit above: in the middle, or just above it.
    const cycles = repeatedCycles([...values]);
    const inBins = (shift: number): number =>
      loadOf(
        cycles.map(({ range, count }) => ({ range: range + shift, count })),
        4,
        seconds,
      );
    expect(inBins(0.05)).toBeCloseTo(9.584617089, 8);
    expect(inBins(0)).toBeCloseTo(9.534491302, 8);
  });
});

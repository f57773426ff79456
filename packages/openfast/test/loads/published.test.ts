import { describe, expect, it } from 'vitest';
import { type Cycle, cyclesOf } from './fatigue-details.ts';
import {
  countsIn,
  type ListedCycle,
  listedCycles,
  repeatedCycles,
  turningPoints,
} from './published-counts.ts';

// Examples that other projects print in their tests.

const ASTM = [-2, 1, -3, 5, -1, 3, -4, 4, -2];
/** Range, mean, count, first and last sample. */
const ASTM_CYCLES: readonly ListedCycle[] = [
  [3, -0.5, 0.5, 0, 1],
  [4, -1, 0.5, 1, 2],
  [4, 1, 1, 4, 5],
  [8, 1, 0.5, 2, 3],
  [9, 0.5, 0.5, 3, 6],
  [8, 0, 0.5, 6, 7],
  [6, 1, 0.5, 7, 8],
];

function sorted(cycles: readonly ListedCycle[]): readonly ListedCycle[] {
  return cycles.toSorted(([, , , a, b], [, , , c, d]) => a - c || b - d);
}

/** Counts by range, ascending. */
function histogram(
  cycles: readonly { readonly range: number; readonly count: number }[],
): [number, number][] {
  const counts = new Map<number, number>();
  for (const { range, count } of cycles) counts.set(range, (counts.get(range) ?? 0) + count);
  return [...counts].toSorted(([a], [b]) => a - b);
}

const of = (series: readonly number[]): readonly Cycle[] => cyclesOf(Float64Array.from(series)).cycles;

describe('the example of ASTM E1049-85, 5.4.4', () => {
  it('has the published cycles, and the same counts for doubled samples', () => {
    expect(sorted(listedCycles(ASTM))).toEqual(sorted(ASTM_CYCLES));
    const counts = [
      [3, 0.5],
      [4, 1.5],
      [6, 0.5],
      [8, 1],
      [9, 0.5],
    ];
    expect(histogram(of(ASTM))).toEqual(counts);
    expect(histogram(of(ASTM.flatMap((value) => [value, value])))).toEqual(counts);
  });

  it.each([
    // Bins that include their lower edge, as ours do, with the mean of their means.
    { edges: [0, 2, 4, 6, 8, 10], counts: [0, 0.5, 1.5, 0.5, 1.5], means: [null, -0.5, 0.333333, 1, 0.5] },
    { edges: [0, 5, 10], counts: [2, 2], means: [0.125, 0.625] },
    // A number of bins over the span: no range is on an edge but the last.
    { edges: [0, 1.8, 3.6, 5.4, 7.2, 9], counts: [0, 0.5, 1.5, 0.5, 1.5] },
    { edges: [0, 4.5, 9], counts: [2, 2] },
  ])('has the counts $counts between $edges', ({ edges, counts, means = [] }) => {
    const rows = countsIn(ASTM, edges);
    expect(rows.map(({ count }) => count)).toEqual(counts);
    for (const [i, mean] of means.entries()) {
      if (mean === null) expect(rows[i]?.mean).toBeNull();
      else expect(rows[i]?.mean).toBeCloseTo(mean, 6);
    }
  });

  it.each([
    { width: 2, counts: [0, 2, 0.5, 1, 0.5] },
    { width: 5, counts: [2, 2] },
  ])('has the counts $counts in bins of $width that include their upper edge', ({ width, counts }) => {
    // The next double above an edge as the edge: the bin below includes what is on it.
    const edges = counts.map((_, i) => width * (i + 1) * (1 + Number.EPSILON));
    expect(countsIn(ASTM, [0, ...edges]).map(({ count }) => count)).toEqual(counts);
  });

  it('has the same cycles between zeros whose ends do not count, and two more if they do', () => {
    const between = [0, ...ASTM, 0];
    const without = listedCycles(between, { ends: false }).map(
      ([range, mean, count, from, to]): ListedCycle => [range, mean, count, from - 1, to - 1],
    );
    expect(sorted(without)).toEqual(sorted(ASTM_CYCLES));
    const more = listedCycles(between).filter(([range]) => range === 2);
    expect(more.map(([range, mean, count]) => [range, mean, count])).toEqual([
      [2, -1, 0.5],
      [2, -1, 0.5],
    ]);
    expect(listedCycles(between)).toHaveLength(ASTM_CYCLES.length + 2);
  });

  it('has four whole cycles if it repeats, within a class of the published ones', () => {
    const ranges = repeatedCycles(ASTM).map(({ range }) => range);
    for (const [i, published] of [2.99, 4.01, 7.03, 9].entries())
      expect(Math.abs((ranges.toSorted((a, b) => a - b)[i] ?? 0) - published)).toBeLessThan(9 / 256 + 0.005);
    expect(ranges).toHaveLength(4);
  });
});

describe('a longer series', () => {
  const series = [-1.5, 1, -3, 10, -1, 3, -8, 4, -2, 6, -1, -4, -8, 2, 1, -5, 0, 2.5, -4, 1, 0, 2, -0.5];

  it('has the published cycles', () => {
    expect(sorted(listedCycles(series))).toEqual(
      sorted([
        [2.5, -0.25, 0.5, 0, 1],
        [4, -1, 0.5, 1, 2],
        [4, 1, 1, 4, 5],
        [13, 3.5, 0.5, 2, 3],
        [6, 1, 1, 7, 8],
        [14, -1, 1, 6, 9],
        [7, -1.5, 1, 13, 15],
        [1, 0.5, 1, 19, 20],
        [18, 1, 0.5, 3, 12],
        [10.5, -2.75, 0.5, 12, 17],
        [6.5, -0.75, 0.5, 17, 18],
        [6, -1, 0.5, 18, 21],
        [2.5, 0.75, 0.5, 21, 22],
      ]),
    );
    const total = [1, 1, 1.5, 1.5, 0.5, 1, 0.5, 0.5, 1, 0.5];
    const ranges = [1, 2.5, 4, 6, 6.5, 7, 10.5, 13, 14, 18];
    expect(histogram(of(series))).toEqual(ranges.map((range, i) => [range, total[i]]));
  });
});

describe('two sines', () => {
  const series = Array.from(
    { length: 1001 },
    (_, i) => 0.8 * Math.sin(0.01 * Math.PI * i) + 0.2 * Math.sin(0.032 * Math.PI * i),
  );
  const HALVES = [
    [0.7841230167, 0, 70],
    [1.6512875406, 70, 166],
    [1.7986374239, 166, 261],
    [1.9065326561, 261, 357],
    [1.972203401, 357, 452],
    [1.9942872897, 452, 548],
  ] as const;

  it('have the published whole and half cycles', () => {
    const cycles = listedCycles(series);
    const whole = cycles.filter(([, , count]) => count === 1).toSorted(([, , , a], [, , , b]) => a - b);
    expect(whole.map(([, , , from, to]) => [from, to])).toEqual([
      [26, 45],
      [122, 134],
      [866, 878],
      [955, 974],
    ]);
    for (const [i, range] of [0.09020631993390904, 0.02555985050659182, 0.0255598505, 0.0902063199].entries())
      expect(whole[i]?.[0]).toBeCloseTo(range, 9);
    const halves = sorted(cycles.filter(([, , count]) => count === 0.5));
    expect(halves).toHaveLength(11);
    for (const [i, [range, from, to]] of HALVES.entries()) {
      expect(halves[i]?.slice(3)).toEqual([from, to]);
      expect(halves[i]?.[0]).toBeCloseTo(range, 9);
      expect(halves[10 - i]?.slice(3)).toEqual([1000 - to, 1000 - from]);
      expect(halves[10 - i]?.[0]).toBeCloseTo(range, 9);
    }
  });

  it('have the published counts in ten bins', () => {
    const edges = Array.from({ length: 11 }, (_, i) => (i * 2) / 10);
    expect(countsIn(series, edges).map(({ count }) => count)).toEqual([4, 0, 0, 1, 0, 0, 0, 0, 2, 2.5]);
  });
});

describe('short series', () => {
  it.each([
    { series: [], cycles: [] },
    { series: [1], cycles: [] },
    { series: [1, 2], cycles: [[1, 1.5, 0.5, 0, 1]] },
    { series: [1, 2, 3], cycles: [[2, 2, 0.5, 0, 2]] },
  ])('$series have the cycles $cycles', ({ series, cycles }) => {
    expect(listedCycles(series)).toEqual(cycles);
  });

  it('have their largest range in the last of a hundred bins', () => {
    const series = [0, 3517.860166127188, -3093.4966492094213, 0];
    const span = 3517.860166127188 + 3093.4966492094213;
    const edges = Array.from({ length: 101 }, (_, i) => (i === 100 ? span : (span * i) / 100));
    const counts = countsIn(series, edges);
    expect(counts).toHaveLength(100);
    expect(counts.at(-1)?.count).toBe(0.5);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(1.5);
  });
});

describe('the example of ISO 12110-2', () => {
  const series = [
    4.2, 7.3, 2, 9.8, 9.6, 10.3, 5.2, 8.5, 3, 4.4, 2.2, 2.4, 2.2, 12, 5.5, 11.1, 1, 4.3, 3.5, 9.5, 6, 12, 3.9,
    8.3, 1.2, 8.6, 3.9, 6.2,
  ];
  const reversals = [4, 7, 2, 10, 5, 9, 3, 4, 2, 12, 5, 11, 1, 4, 3, 10, 6, 12, 4, 8, 1, 9, 4, 6];

  it('has the published turning points in eleven classes', () => {
    const points = turningPoints(series);
    // To the nearest class; halves away from the neighbours.
    const classes = points.map((value, i) => {
      const isPeak = value > (points[i + 1] ?? points[i - 1] ?? value);
      return isPeak ? Math.floor(value + 0.5) : Math.ceil(value - 0.5);
    });
    expect(turningPoints(classes)).toEqual(reversals);
  });

  it('has the published closed cycles and residue, alone and repeated', () => {
    const { cycles, closed, residue } = cyclesOf(Float64Array.from(reversals));
    const pairs = (all: readonly Cycle[]): string[] => all.map(({ from, to }) => `${from},${to}`);
    expect(pairs(cycles.slice(0, closed)).toSorted()).toEqual(
      ['5,9', '3,4', '10,2', '5,11', '4,3', '10,6', '4,8', '1,12'].toSorted(),
    );
    expect([...residue]).toEqual([4, 7, 2, 12, 1, 9, 4, 6]);
    const again = repeatedCycles([...residue]);
    const unordered = (all: readonly Cycle[]): number[][] =>
      all.map(({ from, to }) => [Math.min(from, to), Math.max(from, to)]).toSorted();
    expect(unordered(again)).toEqual(
      [
        [4, 6],
        [4, 7],
        [2, 9],
        [1, 12],
      ].toSorted(),
    );
    const ranges = repeatedCycles(reversals).map(({ range }) => range);
    expect(ranges.toSorted((a, b) => a - b)).toEqual(
      [4, 1, 8, 6, 1, 4, 4, 11, 2, 3, 7, 11].toSorted((a, b) => a - b),
    );
  });

  it('has the published ranges in 64 classes, within a class', () => {
    const published = [
      0.171875, 3.4375, 1.375, 0.171875, 8.078125, 5.671875, 0.6875, 3.4375, 4.296875, 1.890625, 3.4375,
      6.53125, 10.828125, 11,
    ].toSorted((a, b) => a - b);
    const ranges = repeatedCycles(series)
      .map(({ range }) => range)
      .toSorted((a, b) => a - b);
    expect(ranges).toHaveLength(published.length);
    for (const [i, range] of ranges.entries())
      expect(Math.abs(range - (published[i] ?? 0)), `${range}`).toBeLessThanOrEqual(11 / 64);
  });

  it('has its counterpart in a cosine: turning points at its crests', () => {
    const cosine = Array.from({ length: 101 }, (_, i) => 25 * Math.cos(2 * Math.PI * 3 * 0.01 * i));
    const points = turningPoints(cosine);
    const crests = [0, 17, 34, 50, 67, 84, 100];
    expect(points).toHaveLength(crests.length);
    // In 64 classes both samples beside a crest are in one.
    for (const [i, crest] of crests.entries())
      expect(Math.abs((points[i] ?? 0) - (cosine[crest] ?? 0))).toBeLessThan(50 / 64);
  });
});

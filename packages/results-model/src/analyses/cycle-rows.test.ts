import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../test/analysed.ts';
import type { Edges, RainflowAnalysis } from './analysis.ts';

const CYCLES: RainflowAnalysis = { kind: 'rainflow', residue: 'half', ends: true, markov: null };
const matrix = (ranges: Edges, means: Edges): RainflowAnalysis => ({ ...CYCLES, markov: { ranges, means } });

/** The example of ASTM E1049-85, 5.4.4. */
const ASTM = [-2, 1, -3, 5, -1, 3, -4, 4, -2];
const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 120 });

describe('a table of cycles', () => {
  it('has range, mean, count and the times of both turning points', () => {
    const rows = rowsOf(
      CYCLES,
      ASTM,
      ASTM.map((_, i) => 10 + i / 2),
    );
    expect(rows[0]).toEqual({ series: 'My', unit: 'kN', range: 4, mean: 1, count: 1, from: 12, to: 12.5 });
    expect(rows.map(({ range, mean, count }) => [range, mean, count].join()).toSorted()).toEqual(
      ['3,-0.5,0.5', '4,-1,0.5', '4,1,1', '6,1,0.5', '8,0,0.5', '8,1,0.5', '9,0.5,0.5'].toSorted(),
    );
  });

  it('has the time of the first sample of a plateau', () => {
    const [row] = rowsOf(CYCLES, [0, 5, 5, 5, 1]);
    expect(row).toMatchObject({ range: 5, from: 0, to: 1 });
  });

  it('is empty for a constant series', () => {
    expect(rowsOf(CYCLES, [3, 3, 3])).toEqual([]);
    expect(rowsOf(matrix({ count: 5 }, { count: 2 }), [3, 3, 3])).toEqual([]);
  });
});

describe('a matrix of counts', () => {
  it('includes the lower edge of a bin, and both edges of the last one', () => {
    const rows = rowsOf(matrix({ edges: [0, 3, 6, 9] }, { edges: [-1, 1] }), ASTM);
    expect(rows.map(({ rangeFrom, rangeTo, count }) => [rangeFrom, rangeTo, count])).toEqual([
      [3, 6, 2],
      [6, 9, 2],
    ]);
  });

  it('counts what lies outside its edges in rows with an open end', () => {
    const rows = rowsOf(matrix({ edges: [4, 5] }, { edges: [-0.75, 0.75] }), ASTM);
    const ranges = new Map<string, number>();
    for (const { rangeFrom, rangeTo, count } of rows) {
      const key = `${rangeFrom}..${rangeTo}`;
      ranges.set(key, (ranges.get(key) ?? 0) + Number(count));
    }
    expect([...ranges]).toEqual([
      ['null..4', 0.5],
      ['4..5', 1.5],
      ['5..null', 2],
    ]);
  });

  it('has bins over the span of the file if only their number is given', () => {
    const rows = rowsOf(matrix({ count: 3 }, { count: 1 }), ASTM);
    expect(
      rows.map(({ rangeFrom, rangeTo, meanFrom, meanTo, count }) => [
        rangeFrom,
        rangeTo,
        meanFrom,
        meanTo,
        count,
      ]),
    ).toEqual([
      [3, 6, -1, 1, 2],
      [6, 9, -1, 1, 2],
    ]);
  });

  it('has the count of all cycles as its sum, whatever the edges', () => {
    const edges = fc
      .uniqueArray(fc.integer({ min: -30, max: 45 }), { minLength: 2, maxLength: 9 })
      .map((list): Edges => ({ edges: list.toSorted((a, b) => a - b) }));
    const bins = fc.oneof(
      edges,
      fc.integer({ min: 1, max: 9 }).map((count): Edges => ({ count })),
    );
    const sum = (rows: readonly { count?: unknown }[]): number =>
      rows.reduce((total, { count }) => total + Number(count), 0);
    fc.assert(
      fc.property(series, bins, bins, (values, ranges, means) => {
        expect(sum(rowsOf(matrix(ranges, means), values))).toBe(sum(rowsOf(CYCLES, values)));
      }),
    );
  });
});

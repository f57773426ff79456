import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../test/analysed.ts';
import type { Cell } from '../table/style/csv.ts';
import type { WindowsAnalysis } from './analysis.ts';

const WINDOWS: WindowsAnalysis = {
  kind: 'windows',
  length: 10,
  step: 10,
  from: null,
  partial: 'drop',
  statistics: ['n', 'max'],
  reductions: [],
};

/** Value = time. */
const line = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const cells = (rows: readonly Record<string, Cell>[]): Cell[][] =>
  rows.map(({ window, from, to, n, max }) => [
    window ?? null,
    from ?? null,
    to ?? null,
    n ?? null,
    max ?? null,
  ]);

describe('windows', () => {
  it('include their start but not their end, and the last one the end of the file', () => {
    expect(cells(rowsOf(WINDOWS, line(21)))).toEqual([
      [1, 0, 10, 10, 9],
      [2, 10, 20, 11, 20],
    ]);
  });

  it('are dropped or kept if the file covers only a part', () => {
    expect(cells(rowsOf(WINDOWS, line(25)))).toEqual([
      [1, 0, 10, 10, 9],
      [2, 10, 20, 10, 19],
    ]);
    expect(cells(rowsOf({ ...WINDOWS, partial: 'keep' }, line(25))).at(-1)).toEqual([3, 20, 30, 5, 24]);
    const early: WindowsAnalysis = { ...WINDOWS, from: -5 };
    expect(cells(rowsOf(early, line(16)))).toEqual([[2, 5, 15, 11, 15]]);
    expect(cells(rowsOf({ ...early, partial: 'keep' }, line(16)))).toEqual([
      [1, -5, 5, 5, 4],
      [2, 5, 15, 11, 15],
    ]);
  });

  it('end with the file if it ends within half a step of them', () => {
    const times = Float64Array.from({ length: 20 }, (_, i) => i);
    expect(cells(rowsOf({ ...WINDOWS, length: 19.4, step: 19.4 }, times, times))).toEqual([
      [1, 0, 19.4, 20, 19],
    ]);
    expect(rowsOf({ ...WINDOWS, length: 19.6, step: 19.6 }, times, times)).toEqual([]);
  });

  it('overlap or leave gaps as their step says', () => {
    const starts = (step: number): Cell[] =>
      rowsOf({ ...WINDOWS, step }, line(31)).map(({ from }) => from ?? null);
    expect(starts(5)).toEqual([0, 5, 10, 15, 20]);
    expect(starts(20)).toEqual([0, 20]);
  });

  it('have every sample in exactly one of them if they touch and are kept', () => {
    const series = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 30 }), (values, length) => {
        const rows = rowsOf({ ...WINDOWS, length, step: length, partial: 'keep' }, values);
        const total = rows.reduce((sum, { n }) => sum + Number(n), 0);
        const largest = Math.max(...rows.map(({ max }) => Number(max)));
        expect([total, largest]).toEqual([values.length, Math.max(...values)]);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { assembleFiles } from '../../../test/assemble.ts';
import { ValueFile } from '../../../test/memory-file.ts';
import { rangeGraph, styled, table } from '../../../test/specs.ts';
import { missingPlan } from '../../plan/cached-result.ts';
import { planReads } from '../../plan/plan-reads.ts';
import type { ValueAnswer } from '../../reader/results-file.ts';
import { tableDefinitions } from '../table-definitions.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

function answer(top: readonly number[], more: { unit?: string; upper?: number } = {}): ValueAnswer {
  const max = of(...top);
  return {
    kind: 'curves',
    unit: more.unit ?? 'kN',
    curves: {
      arclengths: max.map((_, i) => 5 * i),
      min: max.map((value) => -value),
      max,
      mean: max.map((value) => value / 2),
      std: max.map((value) => value / 4),
      lower: of(),
      upper: max.map((_, i) => (i === 0 ? Number.NaN : (more.upper ?? 100))),
    },
  };
}

const file = (own: ValueAnswer): ValueFile => new ValueFile({ 'Line1 Tension (range graph)': own });
const whole = rangeGraph('Tension', { statistics: [] });
const COLUMNS = ['graph', 'unit', 'arclength', 'min', 'max', 'mean', 'std', 'lower', 'upper'];

describe('a table of range graphs', () => {
  it('has a row for each input and arc length, and one without numbers for an input that has none', async () => {
    const spec = table('range-graph', whole);
    expect(await assembleFiles(spec, [file(answer([8, 4])), new ValueFile({})])).toEqual({
      columns: ['file', 'status', ...COLUMNS],
      rows: [
        ['a.x', 'succeeded', 'Line1_Tension', 'kN', 0, -8, 8, 4, 2, null, null],
        ['a.x', 'succeeded', 'Line1_Tension', 'kN', 5, -4, 4, 2, 1, null, 100],
        ['b.x', 'succeeded', 'Line1_Tension', null, null, null, null, null, null, null, null],
      ],
    });
  });

  it('applies a transform to every curve: a negative factor exchanges minima and maxima, and the limits', async () => {
    const turned = { ...whole, label: 'T', transform: { sqrt: false, factor: -0.5, offset: 1 } };
    const { rows } = await assembleFiles(table('range-graph', turned), [file(answer([8, 4]))]);
    expect(rows.map((row) => row.slice(2))).toEqual([
      ['T', 'kN', 0, -3, 5, -1, 1, null, null],
      ['T', 'kN', 5, -1, 3, 0, 0.5, -49, null],
    ]);
  });

  it('rounds, and leaves out incomplete files, as its style says', async () => {
    const spec = styled(table('range-graph', whole), { decimals: 0, onlyComplete: true });
    const { rows } = await assembleFiles(spec, [file(answer([8.4]))]);
    expect(rows[0]?.slice(4, 7)).toEqual([0, -8, 8]);
  });

  it('is read again only if its points are missing', () => {
    const figures = planReads([table('wide', rangeGraph('Tension'))]);
    const points = planReads([table('range-graph', whole)]);
    expect(missingPlan(figures, points)?.values).toHaveLength(1);
    expect(missingPlan(points, planReads([table('range-envelope', whole)]))).toBeNull();
  });
});

describe('an envelope of range graphs', () => {
  const envelope = async (...files: readonly ValueAnswer[]): Promise<unknown[][]> => {
    const spec = table('range-envelope', whole);
    return (await assembleFiles(spec, files.map(file))).rows.map((row) => [...row]);
  };

  it('has the extremes over the files that have an arc length, with the first file of each', async () => {
    expect(await envelope(answer([8, 4]), answer([6, 9, 2], { upper: 50 }), answer([8, 1]))).toEqual([
      ['Line1_Tension', 'kN', 0, 3, -8, 'a.x', 8, 'a.x', 11 / 3, 2, null, null],
      ['Line1_Tension', 'kN', 5, 3, -9, 'b.x', 9, 'b.x', 7 / 3, 2.25, null, 50],
      ['Line1_Tension', 'kN', 10, 1, -2, 'b.x', 2, 'b.x', 1, 0.5, null, 50],
    ]);
  });

  it('has no numbers over files with different units, and no rows without files', async () => {
    const rows = await envelope(answer([8]), answer([6], { unit: 'N' }));
    expect(rows).toEqual([['Line1_Tension', 'units differ', 0, 2, ...new Array(8).fill(null)]]);
    expect(await envelope()).toEqual([]);
  });

  it('states what its rows are', () => {
    const [definition] = tableDefinitions(table('range-envelope', whole));
    expect(definition?.column).toBe('*');
    expect(definition?.definition).toMatch(/^over the files that have the arc length: the smallest min/);
    expect(tableDefinitions(table('range-graph', whole))).toHaveLength(1);
  });
});

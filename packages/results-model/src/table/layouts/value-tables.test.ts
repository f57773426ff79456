import { describe, expect, it } from 'vitest';
import { assembleFiles } from '../../../test/assemble.ts';
import { MemoryFile, ValueFile } from '../../../test/memory-file.ts';
import { column, dataOf, link, range, rangeGraph, staticOf, table } from '../../../test/specs.ts';
import { extract } from '../../plan/extract.ts';
import { planReads } from '../../plan/plan-reads.ts';
import type { ValueAnswer } from '../../reader/results-file.ts';
import { STATISTICS } from '../../statistics/statistic.ts';
import { cellProblems } from '../columns/cell-problems.ts';
import type { Cell } from '../style/csv.ts';

const top = Float64Array.of(1, 4, 2);
const curves = {
  arclengths: Float64Array.of(0, 5, 10),
  min: top.map((value) => -value),
  max: top,
  mean: top,
  std: top,
};
const FILE = {
  'Line1 Tension (static)': { kind: 'value', value: 7, unit: 'kN' },
  'Line1 Material': { kind: 'value', value: 'steel', unit: '' },
  'Line1 Tension (range graph)': { kind: 'curves', unit: 'kN', curves },
} as const satisfies Record<string, ValueAnswer>;

const WAVE = { variable: 'Wave', values: [1, 5, 3] };

function byName(columns: readonly string[], row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.flatMap((name, i) => (row[i] === null ? [] : [[name, row[i] ?? null]])));
}

describe('range graphs in a wide table', () => {
  it('have a column for each statistic, or the label alone for one', async () => {
    const spec = table(
      'wide',
      rangeGraph('Tension', { statistics: ['zMin', 'min', 'mean'] }),
      rangeGraph('Tension', { statistics: ['max'], label: 'T' }),
      rangeGraph('Tension', { statistics: ['std', 'zStd'], label: 'spread' }),
    );
    expect(await assembleFiles(spec, [new ValueFile(FILE), new ValueFile({})])).toEqual({
      columns: [
        'file',
        'status',
        'Line1_Tension_range_min',
        'Line1_Tension_range_zMin',
        'Line1_Tension_range_mean',
        'T',
        'spread_std',
        'spread_zStd',
      ],
      rows: [
        ['a.x', 'succeeded', -4, 5, 7 / 3, 4, 4, 5],
        ['b.x', 'succeeded', null, null, null, null, null, null],
      ],
    });
  });
});

describe('a long table with values', () => {
  it('has columns for them only if it requests them', async () => {
    const plain = await assembleFiles(table('long', column('Wave')), []);
    expect(plain.columns.slice(7)).toEqual(STATISTICS);
    const spec = table('long', column('Wave'), rangeGraph('Tension'), staticOf('Tension'));
    expect((await assembleFiles(spec, [])).columns.slice(-4)).toEqual(['zMin', 'zMax', 'zStd', 'value']);
  });

  it('has a row for each value besides those of the series', async () => {
    const spec = table(
      'long',
      staticOf('Tension'),
      column('Wave', { statistics: ['max'] }),
      dataOf('Material'),
      rangeGraph('Tension', { statistics: ['max'] }),
      rangeGraph('Tension', { statistics: ['zMax'] }),
      dataOf('Colour'),
    );
    const { columns, rows } = await assembleFiles(spec, [new ValueFile(FILE, [WAVE])]);
    const line = { file: 'a.x', status: 'succeeded', object: 'Line1' };
    expect(rows.map((row) => byName(columns, row))).toEqual([
      { ...line, variable: 'Tension (static)', unit: 'kN', period: 'static', value: 7 },
      { file: 'a.x', status: 'succeeded', index: 1, variable: 'Wave', unit: '(m)', period: 'whole', max: 5 },
      { ...line, variable: 'Material', unit: '', value: 'steel' },
      { ...line, variable: 'Tension (range graph)', unit: 'kN', period: 'whole', max: 4, zMax: 5 },
      { ...line, variable: 'Colour' },
    ]);
  });
});

describe('cellProblems', () => {
  it('lists problems of values and of both sides of a link', async () => {
    const spec = table('wide', dataOf('Colour'), rangeGraph('Sag', { period: range(0, 1) }));
    const plan = planReads([spec]);
    const found = cellProblems(spec, plan, await extract(new ValueFile(FILE), plan));
    expect(found.map(({ label, period, problem }) => [label, period, problem.code])).toEqual([
      ['Line1_Colour', '', 'NO_SUCH_VALUE'],
      ['Line1_Sag_range', '[0, 1]', 'NO_SUCH_VALUE'],
    ]);
    const linked = table('linked', link('Wave', ['Sway', 'Heave']));
    const other = planReads([linked]);
    const missing = cellProblems(linked, other, await extract(new MemoryFile([WAVE]), other));
    expect(missing.map(({ label, problem }) => [label, problem.message])).toEqual([
      ['Wave', 'no channel "Sway"'],
      ['Wave', 'no channel "Heave"'],
    ]);
  });
});

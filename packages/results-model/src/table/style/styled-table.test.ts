import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleFiles } from '../../../test/assemble.ts';
import { MemoryFile, ValueFile } from '../../../test/memory-file.ts';
import { column, dataOf, link, range, staticOf, styled, table } from '../../../test/specs.ts';
import { rounded } from './rounded.ts';
import type { LeadingColumn, LeadingFact } from './table-style.ts';

const WAVE = { variable: 'Wave', values: [1, 5, 3] };
const SURGE = { variable: 'Surge', values: [2, 2, 8] };
const MAX = { statistics: ['max'] } as const;

function named(...facts: LeadingFact[]): LeadingColumn[] {
  return facts.map((fact) => ({ fact, header: `the ${fact}` }));
}

describe('the style of a table', () => {
  it('defines the leading facts and their headers', async () => {
    const facts: LeadingFact[] = [
      'path',
      'stem',
      'status',
      'start-time',
      'end-time',
      'stop-time',
      'description',
    ];
    const file = new MemoryFile([WAVE], { description: 'a test', plannedEndTime: 10 });
    const spec = styled(table('wide', column('Wave', MAX)), { leading: named(...facts) });
    expect(await assembleFiles(spec, [file, null, new MemoryFile([WAVE])])).toEqual({
      columns: [...facts.map((fact) => `the ${fact}`), 'Wave_max'],
      rows: [
        ['/in/a.x', 'a', 'succeeded', 0, 2, 10, 'a test', 5],
        ['/in/b.x', 'b', 'failed', null, null, null, null, null],
        ['/in/c.x', 'c', 'succeeded', 0, 2, 2, null, 5],
      ],
    });
  });

  it('keeps labels distinct from its headers', async () => {
    const spec = styled(table('wide', column('Wave', { ...MAX, label: 'run' })), {
      leading: [{ fact: 'status', header: 'run' }],
    });
    expect((await assembleFiles(spec, [])).columns).toEqual(['run', 'run#2']);
  });

  it('rounds every number', async () => {
    const third = { variable: 'Wave', values: [1 / 3, -2 / 3] };
    const spec = styled(table('wide', column('Wave', { statistics: ['min', 'max', 'n'] })), { decimals: 2 });
    expect((await assembleFiles(spec, [new MemoryFile([third])])).rows).toEqual([
      ['a.x', 'succeeded', 2, -0.67, 0.33],
    ]);
  });

  it('adds rows over the files that have a value, each with its name', async () => {
    const spec = styled(table('wide', column('Wave', MAX), column('Sway', MAX), dataOf('Colour')), {
      foot: ['min', 'max', 'mean', 'stdev'],
    });
    const files = [9, 1, 2].map(
      (top) =>
        new ValueFile({ 'Line1 Colour': { kind: 'value', value: 'red', unit: '' } }, [
          { variable: 'Wave', values: [0, top] },
        ]),
    );
    const { columns, rows } = await assembleFiles(spec, [...files, null, new MemoryFile([SURGE])]);
    expect(columns).toEqual(['file', 'status', 'statistic', 'Wave_max', 'Sway_max', 'Line1_Colour']);
    expect(rows.slice(5)).toEqual([
      [null, null, 'min', 1, null, null],
      [null, null, 'max', 9, null, null],
      [null, null, 'mean', 4, null, null],
      [null, null, 'stdev', Math.sqrt(19), null, null],
    ]);
    expect(rows[0]).toEqual(['a.x', 'succeeded', null, 9, null, 'red']);
  });

  it('has no standard deviation for one file', async () => {
    const spec = styled(table('wide', column('Wave', MAX)), { foot: ['stdev'] });
    expect((await assembleFiles(spec, [new MemoryFile([WAVE])])).rows[1]).toEqual([
      null,
      null,
      'stdev',
      null,
    ]);
  });

  it('can omit the values of files that are not complete, but not their facts', async () => {
    const spec = styled(table('wide', column('Wave', MAX)), {
      onlyComplete: true,
      foot: ['max'],
      leading: named('stem', 'end-time', 'statistic'),
    });
    const files = [
      new MemoryFile([{ variable: 'Wave', values: [99] }], { completeness: 'unstable' }),
      new MemoryFile([WAVE], { completeness: 'partial' }),
      new MemoryFile([SURGE, WAVE]),
    ];
    expect((await assembleFiles(spec, files)).rows).toEqual([
      ['a', 0, null, null],
      ['b', 2, null, null],
      ['c', 2, null, 5],
      [null, null, 'max', 5],
    ]);
  });

  it('has one row per column in a linked table, and the foot covers each column separately', async () => {
    const spec = styled(
      table('linked', link('Wave', ['Surge'], { label: 'w' }), link('Surge', ['Wave'], { label: 's' })),
      { leading: named('stem', 'label', 'linked', 'period', 'statistic'), foot: ['max'], decimals: 1 },
    );
    const { columns, rows } = await assembleFiles(spec, [new MemoryFile([WAVE, SURGE]), null]);
    expect(columns.slice(5)).toEqual(['max', 'tMax', 'atMax_1', 'min', 'tMin', 'atMin_1']);
    expect(rows).toEqual([
      ['a', 'w', 'Surge', 'whole', null, 5, 1, 2, 1, 0, 2],
      ['a', 's', 'Wave', 'whole', null, 8, 2, 3, 2, 0, 1],
      ['b', 'w', 'Surge', 'whole', null, null, null, null, null, null, null],
      ['b', 's', 'Wave', 'whole', null, null, null, null, null, null, null],
      [null, 'w', 'Surge', 'whole', 'max', 5, 1, 2, 1, 0, 2],
      [null, 's', 'Wave', 'whole', 'max', 8, 2, 3, 2, 0, 1],
    ]);
  });

  it('rounds to the nearest number, halves away from zero, and never to a longer one', () => {
    expect(rounded([0.125, -0.125, 2.5, null, 'x', 1e300, -0.001], 2)).toEqual([
      0.13,
      -0.13,
      2.5,
      null,
      'x',
      1e300,
      -0,
    ]);
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 12 }), (value, decimals) => {
        const [near] = rounded([value], decimals);
        expect(Math.abs(Number(near) - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-6);
        expect(String(near)).toBe(String(Number(Number(near).toFixed(decimals))));
      }),
    );
  });
});

describe('headers of a linked table', () => {
  const names = {
    max: 'Max_{driver}',
    tMax: 'When_{driver}',
    atMax: '{linked}_at_{n}',
    min: 'Min_{driver}',
    tMin: 'T_{driver}',
    atMin: '{linked}_then',
  };

  it('can name the variables, and are the union of those of its columns', async () => {
    const spec = styled(table('linked', link('A', ['B', 'C']), link('A', ['D'])), { linkedNames: names });
    const { columns } = await assembleFiles(spec, []);
    expect(columns.slice(7)).toEqual([
      'Max_A',
      'When_A',
      'D_at_1',
      'B_at_1',
      'C_at_2',
      'Min_A',
      'T_A',
      'D_then',
      'B_then',
      'C_then',
    ]);
  });

  it('are numbered up to the column with most linked series', async () => {
    const spec = table('linked', link('A', ['B']), link('A', ['B', 'C']));
    const series = ['A', 'B', 'C'].map((variable, i) => ({ variable, values: [i, 2 * i] }));
    const { columns, rows } = await assembleFiles(spec, [new MemoryFile(series)]);
    expect(columns).toEqual([
      ...['file', 'status', 'label', 'object', 'variable', 'period', 'linked'],
      ...['max', 'tMax', 'atMax_1', 'atMax_2', 'min', 'tMin', 'atMin_1', 'atMin_2'],
    ]);
    expect(rows.map((row) => row.slice(6))).toEqual([
      ['B', 0, 0, 1, null, 0, 0, 1, null],
      ['B; C', 0, 0, 1, 2, 0, 0, 1, 2],
    ]);
  });

  it('do not mistake a variable for a placeholder', async () => {
    const spec = styled(table('linked', link('{n}', ['{driver}'])), { linkedNames: names });
    expect((await assembleFiles(spec, [])).columns.slice(7, 10)).toEqual([
      'Max_{n}',
      'When_{n}',
      '{driver}_at_1',
    ]);
  });
});

describe('layouts', () => {
  it.each([
    ['wide', link('A', ['B']), 'cannot have linked columns'],
    ['long', link('A', ['B']), 'cannot have linked columns'],
    ['linked', column('A'), 'linked columns only'],
  ] as const)('%s reject a column of another kind', async (layout, wrong, message) => {
    await expect(assembleFiles(table(layout, wrong), [])).rejects.toThrow(message);
  });

  it('of time series have no header of their own', async () => {
    await expect(assembleFiles(table('time-series', column('A')), [])).rejects.toThrow(
      'separate file for every input',
    );
  });

  it('have a column for each value, named after it', async () => {
    const at = { kind: 'end', end: 'A' } as const;
    const spec = table(
      'wide',
      staticOf('Tension', { at }),
      dataOf('Length', { index: 2 }),
      staticOf('X', { label: 'x' }),
    );
    const file = new ValueFile({
      'Line1 Tension (static, End A)': { kind: 'value', value: 7, unit: 'kN' },
      'Line1 Length[2]': { kind: 'value', value: 'long', unit: '' },
    });
    expect(await assembleFiles(spec, [file, null])).toEqual({
      columns: ['file', 'status', 'Line1_Tension_static', 'Line1_Length[2]', 'x'],
      rows: [
        ['a.x', 'succeeded', 7, 'long', null],
        ['b.x', 'failed', null, null, null],
      ],
    });
  });

  it('use the period of the table', async () => {
    const spec = table('linked', link('Wave', ['Surge'], { period: range(1, 2) }));
    expect((await assembleFiles(spec, [null])).rows[0]?.slice(2, 7)).toEqual([
      'Wave',
      '',
      'Wave',
      '[1, 2]',
      'Surge',
    ]);
  });
});

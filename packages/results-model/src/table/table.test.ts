import { describe, expect, it } from 'vitest';
import { MemoryFile, type MemorySeries } from '../../test/memory-file.ts';
import { column, range, table } from '../../test/specs.ts';
import { extract } from '../plan/extract.ts';
import type { FileResult } from '../plan/file-result.ts';
import { planReads } from '../plan/plan-reads.ts';
import { cellProblems } from './columns/cell-problems.ts';
import type { Cell } from './style/csv.ts';
import { createHeader, tableRows } from './table.ts';
import type { TableSpec } from './table-spec.ts';

const WAVE = { variable: 'Wave', values: [1, 5, 3] };
const SURGE = { variable: 'Surge', values: [2, 2, 8] };
const TENSION = { object: 'Line1', variable: 'Tension', values: [7, 9, 8] };

/** Header and rows of a table over files `a`, `b` ...; null for a file that failed. */
async function assemble(
  spec: TableSpec,
  files: readonly (readonly MemorySeries[] | null)[],
): Promise<{ columns: readonly string[]; rows: Cell[][] }> {
  const plan = planReads([spec]);
  const results: (FileResult | null)[] = [];
  for (const series of files)
    results.push(series === null ? null : await extract(new MemoryFile(series), plan));
  const header = createHeader(spec, plan);
  for (const result of results) header.observe(result);
  const rows = results.flatMap((result, i) =>
    tableRows(header, { file: 'abcdef'.charAt(i), status: result === null ? 'failed' : 'succeeded', result }),
  );
  for (const row of rows) expect(row).toHaveLength(header.columns.length);
  return { columns: header.columns, rows };
}

describe('a long table', () => {
  const HEADER =
    'file,status,index,object,variable,unit,period,n,min,tMin,max,tMax,mean,std,std1,rms,skew,kurt'.split(
      ',',
    );
  const none = (count: number) => new Array<null>(count).fill(null);

  it('has one row per input and series with the requested statistics', async () => {
    const spec = table('long', column('*', { statistics: ['n', 'max', 'tMax'] }));
    const { columns, rows } = await assemble(spec, [[WAVE, TENSION], [WAVE]]);
    expect(columns).toEqual(HEADER);
    expect(rows).toEqual([
      ['a', 'succeeded', 1, null, 'Wave', '(m)', 'whole', 3, null, null, 5, 1, ...none(6)],
      ['a', 'succeeded', 2, 'Line1', 'Tension', '(m)', 'whole', 3, null, null, 9, 1, ...none(6)],
      ['b', 'succeeded', 1, null, 'Wave', '(m)', 'whole', 3, null, null, 5, 1, ...none(6)],
    ]);
  });

  it('adds the requested position to the variable', async () => {
    const at = { kind: 'end', end: 'A' } as const;
    const requested = { ...column('Tension', { statistics: ['max'] }), object: 'Line1', at };
    const { rows } = await assemble(table('long', requested), [[TENSION]]);
    expect(rows[0]?.slice(3, 5)).toEqual(['Line1', 'Tension (End A)']);
  });

  it('knows its columns without observing', () => {
    const spec = table('long', column('*'));
    expect(createHeader(spec, planReads([spec]))).toMatchObject({ fixed: true, columns: HEADER });
  });

  it('has exactly one row for an input without result', async () => {
    const { rows } = await assemble(table('long', column('*'), column('Wave')), [null, [WAVE]]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['a', 'failed', null],
      ['b', 'succeeded', 1],
    ]);
    expect(rows[0]).toEqual(['a', 'failed', ...none(16)]);
  });

  it('has exactly one row for an input from which the table requests nothing', async () => {
    const { rows } = await assemble(table('long'), [[WAVE]]);
    expect(rows).toEqual([['a', 'succeeded', ...none(16)]]);
  });

  it('has a row without statistics for a key or series with a problem', async () => {
    const spec = table('long', column('Sag', { object: 'Line2' }), column('Wave', { period: range(70, 90) }));
    const { rows } = await assemble(spec, [[WAVE]]);
    expect(rows).toEqual([
      ['a', 'succeeded', null, 'Line2', 'Sag', null, 'whole', ...none(11)],
      ['a', 'succeeded', 1, null, 'Wave', '(m)', '[70, 90]', ...none(11)],
    ]);
  });

  it('unites the statistics of columns that match the same series and period', async () => {
    const spec = table(
      'long',
      column('Surge', { statistics: ['min'] }),
      column('*', { statistics: ['max'] }),
      column('Surge', { statistics: ['n'], period: range(1, 2) }),
      column('Surge', { statistics: ['mean'] }),
    );
    const { rows } = await assemble(spec, [[WAVE, SURGE]]);
    expect(rows.map((row) => [row[4], row[6], ...row.slice(7, 13)])).toEqual([
      ['Surge', 'whole', null, 2, null, 8, null, 4],
      ['Wave', 'whole', null, null, null, 5, null, null],
      ['Surge', '[1, 2]', 2, null, null, null, null, null],
    ]);
  });

  it('has one row for a missing key that two columns request', async () => {
    const spec = table(
      'long',
      column('Sway', { statistics: ['min'] }),
      column('Sway', { statistics: ['max'] }),
    );
    expect((await assemble(spec, [[WAVE]])).rows).toHaveLength(1);
  });
});

describe('a wide table', () => {
  it('has one row per input and a column per label', async () => {
    const spec = table(
      'wide',
      column('Wave', { statistics: ['max', 'min'] }),
      column('Tension', { object: 'Line1', statistics: ['mean'] }),
      column('Surge', { statistics: ['std'], label: 'surge spread' }),
      column('Surge', { statistics: ['n', 'max'], label: 'x' }),
    );
    const { columns, rows } = await assemble(spec, [[WAVE, SURGE, TENSION], null, [SURGE]]);
    expect(columns).toEqual([
      'file',
      'status',
      'Wave_min',
      'Wave_max',
      'Line1_Tension_mean',
      'surge spread',
      'x_n',
      'x_max',
    ]);
    expect(rows).toEqual([
      ['a', 'succeeded', 1, 5, 8, Math.sqrt(8), 3, 8],
      ['b', 'failed', null, null, null, null, null, null],
      ['c', 'succeeded', null, null, null, Math.sqrt(8), 3, 8],
    ]);
  });

  it('numbers labels that differ only in period', async () => {
    const wanted = { statistics: ['max'] } as const;
    const spec = table('wide', column('Wave', wanted), column('Wave', { ...wanted, period: range(2, 9) }));
    expect(await assemble(spec, [[WAVE]])).toEqual({
      columns: ['file', 'status', 'Wave_max', 'Wave_max#2'],
      rows: [['a', 'succeeded', 5, 3]],
    });
  });

  it('keeps a column that no file has', async () => {
    expect((await assemble(table('wide', column('Sway')), [[WAVE], null])).columns).toEqual([
      'file',
      'status',
      'Sway_min',
      'Sway_max',
    ]);
  });

  it('does not give a channel the name of the first columns', async () => {
    const spec = table('wide', column('Wave', { label: 'status', statistics: ['max'] }));
    expect((await assemble(spec, [[WAVE]])).columns).toEqual(['file', 'status', 'status#2']);
  });

  it('expands a wildcard to the union of the series in first-seen order', async () => {
    const spec = table(
      'wide',
      column('*', { statistics: ['max'] }),
      column('Heave', { statistics: ['max'] }),
    );
    const heave = { variable: 'Heave', values: [6] };
    const found = await assemble(spec, [[WAVE], null, [SURGE, WAVE], [TENSION, heave]]);
    expect(found).toEqual({
      columns: ['file', 'status', 'Wave_max', 'Surge_max', 'Line1_Tension_max', 'Heave_max', 'Heave_max#2'],
      rows: [
        ['a', 'succeeded', 5, null, null, null, null],
        ['b', 'failed', null, null, null, null, null],
        ['c', 'succeeded', 5, 8, null, null, null],
        ['d', 'succeeded', null, null, 9, 6, 6],
      ],
    });
  });

  it('grows its columns with every observed result', async () => {
    const spec = table('wide', column('*', { statistics: ['max'] }));
    const plan = planReads([spec]);
    const header = createHeader(spec, plan);
    expect(header.columns).toEqual(['file', 'status']);
    header.observe(await extract(new MemoryFile([WAVE]), plan));
    expect(header.columns).toEqual(['file', 'status', 'Wave_max']);
    header.observe(await extract(new MemoryFile([SURGE, WAVE]), plan));
    expect(header).toMatchObject({ fixed: false, columns: ['file', 'status', 'Wave_max', 'Surge_max'] });
  });

  it('matches repeated names by their occurrence, whatever their index', async () => {
    const spec = table('wide', column('*', { statistics: ['max'] }));
    const named = (variable: string, max: number) => ({ variable, values: [max] });
    const found = await assemble(spec, [
      [named('P', 1), named('Q', 2), named('P', 3)],
      [named('Q', 4), named('P', 5), named('P', 6), named('P', 7)],
    ]);
    expect(found).toEqual({
      columns: ['file', 'status', 'P_max', 'Q_max', 'P_max#2', 'P_max#3'],
      rows: [
        ['a', 'succeeded', 1, 2, 3, null],
        ['b', 'succeeded', 5, 4, 6, 7],
      ],
    });
  });

  it('keeps every series of a named column that a file has twice', async () => {
    const spec = table('wide', column('Wave', { statistics: ['max'], label: 'H' }));
    expect(await assemble(spec, [[WAVE], [WAVE, SURGE, { ...WAVE, values: [9] }]])).toEqual({
      columns: ['file', 'status', 'H', 'H#2'],
      rows: [
        ['a', 'succeeded', 5, null],
        ['b', 'succeeded', 5, 9],
      ],
    });
  });

  it('leaves cells with a problem empty and can name the problem', async () => {
    const spec = table(
      'wide',
      column('Wave', { period: range(70, 90), statistics: ['min'] }),
      column('Wave', { period: range(70, 90), statistics: ['max'] }),
      column('Sway', { label: 'sway' }),
      column('*', { period: range(80, null) }),
      column('Surge'),
    );
    const plan = planReads([spec]);
    const result = await extract(new MemoryFile([WAVE, SURGE]), plan);
    const header = createHeader(spec, plan);
    header.observe(result);
    const [row = []] = tableRows(header, { file: 'a', status: 'succeeded', result });
    expect(row.filter((cell) => typeof cell === 'number')).toEqual([2, 8]);
    const problems = cellProblems(spec, plan, result);
    expect(problems.map(({ label, period, problem }) => [label, period, problem.code])).toEqual([
      ['Wave', '[70, 90]', 'EMPTY_PERIOD'],
      ['sway', 'whole', 'NO_SUCH_CHANNEL'],
      ['Wave', '[80, end]', 'EMPTY_PERIOD'],
      ['Surge', '[80, end]', 'EMPTY_PERIOD'],
    ]);
    expect(cellProblems(spec, plan, null)).toEqual([]);
  });
});

describe('the parts of a batch', () => {
  it('must belong together: a table and its plan', () => {
    const plan = planReads([table('wide', column('Wave'))]);
    expect(() => createHeader(table('wide', column('Surge')), plan)).toThrow('the plan lacks "Surge"');
  });

  it('must belong together: a result and the plan', async () => {
    const old = await extract(new MemoryFile([WAVE]), planReads([table('long', column('Wave'))]));
    const spec = table('long', column('Wave', { period: range(0, 1) }));
    const header = createHeader(spec, planReads([spec]));
    expect(() => tableRows(header, { file: 'a', status: 'succeeded', result: old })).toThrow(
      'does not follow',
    );
  });

  it('share one plan between several tables', async () => {
    const specs = [table('long', column('Surge')), table('wide', column('Wave'), column('Surge'))];
    const plan = planReads(specs);
    const result = await extract(new MemoryFile([WAVE, SURGE]), plan);
    const rows = specs.map((spec) =>
      tableRows(createHeader(spec, plan), { file: 'a', status: 'ok', result }),
    );
    expect(rows[0]?.map((row) => row[4])).toEqual(['Surge']);
    expect(rows[1]).toEqual([['a', 'ok', 1, 5, 2, 8]]);
  });
});

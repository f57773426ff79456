import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, quoted, readTable, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { derivedBatch } from './derived-batch.ts';

type Row = Readonly<Record<string, string>>;

const columnOf = (rows: readonly Row[], name: string): number[] => rows.map((row) => Number(row[name]));

function expectNear(found: readonly number[], expected: readonly number[], within: number): void {
  expect(found).toHaveLength(expected.length);
  const worst = found.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))),
    0,
  );
  expect(worst).toBeLessThan(within);
}

describe('derived channels of OpenFAST files', () => {
  it('are in tables of every kind', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    await tool('openfast-files', [
      '--out',
      sims,
      '--files',
      '2',
      '--format',
      'mixed',
      '--channels',
      '112',
      '--rows',
      '901',
    ]);
    const batch = writeBatch(folder.path, derivedBatch('1000'));
    const tables = path.join(folder.path, 'out', 'tables');
    const ended = await ballast(['run', batch, '--no-check', '--workers', '1']);
    expect(ended.stderr).toContain('RootMb2');
    expect(ended.stderr).toContain('did you mean RootMb1?');
    // One channel does not exist.
    expect(ended.code).toBe(1);
    const rows = readTable(path.join(tables, 'case-0001_samples.csv'));
    expect(rows).toHaveLength(901);
    const [x, y] = [columnOf(rows, 'RootMxb1'), columnOf(rows, 'RootMyb1')];
    const lengths = x.map((value, i) => Math.hypot(value, y[i] ?? 0));
    expectNear(columnOf(rows, 'RootMb1'), lengths, 1e-9);
    expectNear(
      columnOf(rows, 'Scaled'),
      lengths.map((value) => value / 1000),
      1e-12,
    );
    expectNear(
      columnOf(rows, 'RootM_45'),
      x.map((value, i) => (value + (y[i] ?? 0)) / Math.SQRT2),
      1e-9,
    );
    const [tower, slow] = [columnOf(rows, 'TwrBsMyt'), columnOf(rows, 'Slow')];
    expectNear(
      columnOf(rows, 'Rest'),
      tower.map((value, i) => value - (slow[i] ?? 0)),
      1e-9,
    );
    expect(readTable(path.join(tables, 'case-0001_coarse.csv'))).toHaveLength(226);
    checkTables(tables);
  });
});

function checkTables(tables: string): void {
  const [wide] = readTable(path.join(tables, 'wide.csv'));
  expect(Number(wide?.['Scaled_max [MN-m]'])).toBeGreaterThan(0);
  expect(Number(wide?.['Scaled_del4 [MN-m]'])).toBeGreaterThan(0);
  const all = readTable(path.join(tables, 'all.csv')).filter(({ file }) => file === 'case-0001.outb');
  expect(all.map(({ variable }) => variable).slice(112)).toEqual([
    'RootMb1',
    'Scaled',
    'Slow',
    'Rest',
    'RootM',
    'RootM_direction',
    'RootM_0',
    'RootM_45',
    'RootM_90',
    'RootM_135',
  ]);
  const definitions = readTable(path.join(tables, 'definitions.csv'));
  const of = (column: string): string | undefined =>
    definitions.find((row) => row.table === 'wide' && row.column === column)?.definition;
  expect(of('RootMb1')).toBe('derived channel: hypot(RootMxb1, RootMyb1), sample by sample');
  expect(of('Slow')).toContain('Butterworth low pass at 0.5 Hz, order 4, forward and backward');
}

const ORCAFLEX = (library: string): string => `version: 1
batch: derived
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)} }
channels:
  Offset:
    formula: hypot(x, y)
    unit: m
    series: { x: { object: Vessel1, variable: X }, y: { object: Vessel1, variable: Y } }
  Slow: { of: { object: Line1, variable: Effective Tension, at: { end: A } }, filter: { lowpass: 0.05, order: 2 } }
  Fast:
    formula: t - Slow
    series: { t: { object: Line1, variable: Effective Tension, at: { end: A } } }
tables:
  - name: samples
    layout: time-series
    columns:
      - { object: Vessel1, variable: X }
      - { object: Vessel1, variable: Y }
      - { variable: Offset }
      - { object: Line1, variable: Effective Tension, at: { end: A }, label: T }
      - { variable: Slow }
      - { variable: Fast }
  - name: long
    layout: long
    columns: [{ variable: Offset, statistics: [max] }, { variable: Slow, statistics: [max] }]
`;

describe.runIf(HAS_COMPILER)('derived channels of OrcaFlex files', () => {
  it('are computed from the series that they name with object and position', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const size = ['--files', '2', '--min', '1MB', '--max', '2MB', '--seed', '3'];
    const [file] = await standInFiles(path.join(folder.path, 'sims'), size);
    const ended = await ballast(['run', writeBatch(folder.path, ORCAFLEX(library)), '--quiet']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const tables = path.join(folder.path, 'out', 'tables');
    const stem = path.parse(file?.file ?? '').name;
    const rows = readTable(path.join(tables, `${stem}_samples.csv`));
    expect(rows).toHaveLength(file?.samples ?? 0);
    const [x, y] = [columnOf(rows, 'Vessel1_X'), columnOf(rows, 'Vessel1_Y')];
    expectNear(
      columnOf(rows, 'Offset'),
      x.map((value, i) => Math.hypot(value, y[i] ?? 0)),
      1e-9,
    );
    const [tension, slow] = [columnOf(rows, 'T'), columnOf(rows, 'Slow')];
    expectNear(
      columnOf(rows, 'Fast'),
      tension.map((value, i) => value - (slow[i] ?? 0)),
      1e-9,
    );
    const long = readTable(path.join(tables, 'long.csv')).filter((row) => row.file === file?.file);
    expect(long).toMatchObject([
      { variable: 'Offset', unit: 'm', object: '' },
      { variable: 'Slow', unit: 'kN' },
    ]);
    expect(Number(long[0]?.max)).toBeCloseTo(Math.max(...columnOf(rows, 'Offset')), 9);
  });
});

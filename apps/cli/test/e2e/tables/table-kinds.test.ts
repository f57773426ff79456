import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATCH, MOTION, sims } from '../batches/every-kind-batch.ts';
import { ballast, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';

type Row = Record<string, string>;

const numbers = (rows: readonly Row[], name: string): number[] => rows.map((row) => Number(row[name]));
const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));

describe('tables of every kind that OpenFAST files can fill', () => {
  it('agree with each other', async () => {
    using folder = temporaryFolder();
    await sims(folder.path);
    const batch = writeBatch(folder.path, BATCH);
    const csv = path.join(folder.path, 'csv');
    const names = ['kinds_summary.csv', 'links.csv', 'motion_index.csv', ...MOTION];
    // A file that an earlier batch left for an input that fails now could be mistaken for its samples.
    mkdirSync(csv, { recursive: true });
    writeFileSync(path.join(csv, 'broken_motion.csv'), 'stale');
    const ended = await ballast(['run', batch, '--no-check', '--fresh']);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`${path.join(csv, '*_motion.csv')} (2 files)`);
    expect(ended.stderr).toContain('NoSuchChannel');
    expect(ended.stderr).toMatch(/PERIOD_BEYOND_END.*\(column PtfmSurge\)/);
    expect(readdirSync(csv).toSorted()).toEqual(names);
    const samples = MOTION.map((name) => readTable(path.join(csv, name)));
    checkSamples(samples);
    checkLinks(readTable(path.join(csv, 'links.csv')), samples);
    checkSummary(readTable(path.join(csv, 'kinds_summary.csv')), { samples, folder: folder.path });
    checkReport(path.join(folder.path, 'out', 'report.json'));
  });

  it('contain the samples that the files were made of', async () => {
    using folder = temporaryFolder();
    const made = await sims(folder.path);
    const text = BATCH.replaceAll('[2, 30]', 'whole').replace('tablesFolder: ./csv\n', '');
    await ballast(['run', writeBatch(folder.path, text), '--no-check']);
    const tables = path.join(folder.path, 'out', 'tables');
    for (const [i, name] of MOTION.entries()) {
      const rows = readTable(path.join(tables, name));
      expect(rows).toHaveLength(401);
      const expected = made[i]?.expected.find((channel) => channel.name === 'TwrBsMyt');
      expect(smallest(numbers(rows, 'TwrBsMyt'))).toBe(expected?.min);
      expect(largest(numbers(rows, 'TwrBsMyt'))).toBe(expected?.max);
    }
    expect(existsSync(path.join(tables, 'broken_motion.csv'))).toBe(false);
  });

  it('are refused for values that OpenFAST files do not have', async () => {
    using folder = temporaryFolder();
    const wrong = BATCH.replace('kind: linked, variable: PtfmSurge', 'kind: static, variable: PtfmSurge');
    const ended = await ballast(['run', writeBatch(folder.path, wrong)]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('Expected series or linked with reader openfast');
    expect(ended.stderr).toContain('Expected columns of kind linked in a table of layout linked');
    expect(existsSync(path.join(folder.path, 'out'))).toBe(false);
  });
});

function checkSamples(samples: readonly (readonly Row[])[]): void {
  for (const rows of samples) {
    expect(Object.keys(rows[0] ?? {})).toEqual(['time', 'TwrBsMyt', 'surge', 'surge in mm', 'NoSuchChannel']);
    expect(rows).toHaveLength(281);
    expect(Number(rows[0]?.time)).toBeCloseTo(2, 9);
    expect(Number(rows.at(-1)?.time)).toBeCloseTo(30, 9);
    for (const row of rows) {
      expect(Number(row['surge in mm'])).toBe(1000 * Number(row.surge) - 1);
      expect(row.NoSuchChannel).toBe('');
    }
  }
}

function checkLinks(links: readonly Row[], samples: readonly (readonly Row[])[]): void {
  expect(links.map(({ file, label }) => [file, label])).toEqual([
    ['broken.outb', 'tower'],
    ['broken.outb', 'PtfmSurge'],
    ['sub0/case.outb', 'tower'],
    ['sub0/case.outb', 'PtfmSurge'],
    ['sub1/case.outb', 'tower'],
    ['sub1/case.outb', 'PtfmSurge'],
  ]);
  expect(links[0]).toMatchObject({
    status: 'wrong-format',
    linked: 'PtfmSurge; TwrBsMyt',
    max: '',
    atMin_2: '',
  });
  for (const [i, rows] of samples.entries()) {
    const tower = links[2 + 2 * i] ?? {};
    const values = numbers(rows, 'TwrBsMyt');
    const [top, bottom] = [rows[values.indexOf(largest(values))], rows[values.indexOf(smallest(values))]];
    expect([tower.max, tower.tMax, tower.atMax_1, tower.atMax_2]).toEqual([
      top?.TwrBsMyt,
      top?.time,
      top?.surge,
      top?.TwrBsMyt,
    ]);
    expect([tower.min, tower.tMin, tower.atMin_1]).toEqual([bottom?.TwrBsMyt, bottom?.time, bottom?.surge]);
    expect(links[3 + 2 * i]?.atMax_2).toBe('');
  }
}

function checkSummary(
  rows: readonly Row[],
  { samples, folder }: { samples: readonly (readonly Row[])[]; folder: string },
): void {
  const portable = folder.split(path.sep).join('/');
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'full name',
    'stem',
    'run',
    'from',
    'to',
    'statistic',
    'My',
    'minus My',
    'beyond',
  ]);
  expect(rows.map((row) => [row['full name'], row.run, row.statistic])).toEqual([
    [`${portable}/sims/broken.outb`, 'wrong-format', ''],
    [`${portable}/sims/sub0/case.outb`, 'incomplete', ''],
    [`${portable}/sims/sub1/case.outb`, 'incomplete', ''],
    ['', '', 'min'],
    ['', '', 'max'],
    ['', '', 'mean'],
    ['', '', 'stdev'],
  ]);
  const tops = samples.map((one) => largest(numbers(one, 'TwrBsMyt')));
  const round = (value: number): string => String(Number(value.toFixed(3)));
  expect(rows[1]?.My).toBe(round(tops[0] ?? 0));
  expect(rows[1]?.['minus My']).toBe(round(-(tops[0] ?? 0)));
  expect(rows.slice(3).map((row) => row.My)).toEqual(
    [
      smallest(tops),
      largest(tops),
      ((tops[0] ?? 0) + (tops[1] ?? 0)) / 2,
      Math.abs((tops[0] ?? 0) - (tops[1] ?? 0)) / Math.SQRT2,
    ].map(round),
  );
  for (const row of rows.slice(1)) expect(row.beyond).toMatch(/^-?\d+(\.\d{1,3})?$/);
}

function checkReport(file: string): void {
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: { name: string; path: string; file: string | null }[];
    figures: { readBytes: number; counters: object };
  };
  expect(report.tables).toEqual([
    { name: 'links', path: '../csv/links.csv', file: null },
    { name: 'summary', path: '../csv/kinds_summary.csv', file: null },
    { name: 'motion', path: '../csv/motion_index.csv', file: null },
    { name: 'motion', path: '../csv/sub0--case_motion.csv', file: 'sub0/case.outb' },
    { name: 'motion', path: '../csv/sub1--case_motion.csv', file: 'sub1/case.outb' },
  ]);
  expect(report.figures.readBytes).toBeGreaterThan(2 * 401 * 112 * 2);
  expect(report.figures.counters).toEqual({});
}

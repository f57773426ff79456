import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, jsonLines, readTable, temporaryFolder, tool, writeBatch } from './run-ballast.ts';

type Row = Record<string, string>;

interface Made {
  readonly path: string;
  readonly expected: readonly { readonly name: string; readonly min: number; readonly max: number }[];
}

const BATCH = `version: 1
batch: kinds
reader: openfast
inputs: { directory: ./sims }
output: ./out
tablesFolder: ./csv
tables:
  - name: motion
    layout: time-series
    columns:
      - { variable: TwrBsMyt, period: [2, 30] }
      - { variable: PtfmSurge, period: [2, 30], label: surge }
      - { variable: PtfmSurge, period: [2, 30], label: surge in mm, transform: { factor: 1000, offset: -1 } }
      - { variable: NoSuchChannel, period: [2, 30] }
  - name: links
    layout: linked
    columns:
      - { kind: linked, variable: TwrBsMyt, linked: [PtfmSurge, TwrBsMyt], period: [2, 30], label: tower }
      - { kind: linked, variable: PtfmSurge, linked: [TwrBsMyt], period: [2, 30] }
  - name: summary
    layout: wide
    style:
      fileName: kinds_summary
      decimals: 3
      foot: [min, max, mean, stdev]
      leading:
        - { fact: path, header: full name }
        - { fact: stem, header: stem }
        - { fact: status, header: run }
        - { fact: start-time, header: from }
        - { fact: stop-time, header: to }
        - { fact: statistic, header: statistic }
    columns:
      - { variable: TwrBsMyt, statistics: [max], label: My, period: [2, 30] }
      - { variable: TwrBsMyt, statistics: [min], label: minus My, period: [2, 30], transform: { factor: -1 } }
      - { variable: PtfmSurge, statistics: [mean], label: beyond, period: [2, 9000] }
`;

/** Two files of one name in two folders, and one in another format. */
async function sims(folder: string): Promise<Made[]> {
  const out = path.join(folder, 'made');
  const args = ['--out', out, '--files', '2', '--channels', '112', '--rows', '401', '--expect'];
  const made = jsonLines<Made>(await tool('openfast-files', args));
  for (const [i, { path: file }] of made.entries()) {
    const place = path.join(folder, 'sims', `sub${i}`);
    mkdirSync(place, { recursive: true });
    copyFileSync(file, path.join(place, 'case.outb'));
  }
  writeFileSync(path.join(folder, 'sims', 'broken.outb'), Buffer.alloc(64, 7));
  return made;
}

const numbers = (rows: readonly Row[], name: string): number[] => rows.map((row) => Number(row[name]));
const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));

/** The samples of each input. */
const MOTION = ['sub0--case_motion.csv', 'sub1--case_motion.csv'];

describe('tables of every kind that OpenFAST files can fill', () => {
  it('agree with each other, and are the same whatever the number of workers', async () => {
    using folder = temporaryFolder();
    await sims(folder.path);
    const batch = writeBatch(folder.path, BATCH);
    const csv = path.join(folder.path, 'csv');
    const names = ['kinds_summary.csv', 'links.csv', 'motion_index.csv', ...MOTION];
    const texts: string[] = [];
    for (const workers of ['1', '3']) {
      // A file that an earlier batch left for an input that fails now could be mistaken for its samples.
      mkdirSync(csv, { recursive: true });
      writeFileSync(path.join(csv, 'broken_motion.csv'), 'stale');
      const ended = await ballast(['run', batch, '--no-check', '--workers', workers, '--fresh']);
      expect(ended.code).toBe(1);
      expect(ended.stdout).toContain(`${path.join(csv, '*_motion.csv')} (2 files)`);
      expect(ended.stderr).toContain('NoSuchChannel');
      expect(ended.stderr).toMatch(/PERIOD_BEYOND_END.*\(column PtfmSurge\)/);
      expect(readdirSync(csv).toSorted()).toEqual(names);
      texts.push(names.map((name) => readFileSync(path.join(csv, name), 'utf8')).join('\n'));
    }
    expect(texts[1]).toBe(texts[0]);
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

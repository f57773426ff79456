import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { ballast, quoted, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import {
  closedForm,
  HAS_COMPILER,
  type Series,
  type StandInFile,
  standInFiles,
  standInLibrary,
} from '../support/stand-in.ts';

/** Column, and the share of the line's length where it is taken. */
const COLUMNS = [
  { object: 'Environment', variable: 'Elevation', at: null, share: null },
  { object: 'Vessel1', variable: 'X', at: null, share: null },
  { object: 'Vessel1', variable: 'Y', at: null, share: null },
  { object: 'Line1', variable: 'Effective Tension', at: '{ end: A }', share: 0 },
  { object: 'Line1', variable: 'Effective Tension', at: '{ end: B }', share: 1 },
  { object: 'Line1', variable: 'Bend Moment', at: 'touchdown', share: 0.75 },
  { object: 'Line2', variable: 'Declination', at: '{ node: 1 }', share: 0 },
  { object: 'Line2', variable: 'Wall Tension', at: '{ end: B }', share: 1 },
] as const;

function column({ object, variable, at }: (typeof COLUMNS)[number]): string {
  const position = at === null ? '' : `, at: ${at}`;
  return `{ object: ${object}, variable: ${variable}${position}, statistics: all }`;
}

const batchText = (library: string): string => `version: 1
batch: stand-in
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)} }
tables:
  - name: long
    layout: long
    columns:
${COLUMNS.map((c) => `      - ${column(c)}`).join('\n')}
`;

function seriesOf(file: StandInFile, object: string, variable: string): { series: Series; units: string } {
  const found = file.objects.find((o) => o.name === object)?.variables.find((v) => v.name === variable);
  if (found === undefined) throw new Error(`${file.file} has no ${object} ${variable}`);
  return found;
}

/** Within 1e-9 of the expected number, or of `scale` if that is larger. */
function near(cell: string | undefined, expected: number | null, scale = 0): boolean {
  if (expected === null) return cell === '';
  if (cell === undefined || cell === '') return false;
  return Math.abs(Number(cell) - expected) <= 1e-9 * Math.max(Math.abs(expected), scale);
}

function problems(row: Record<string, string>, file: StandInFile, asked: (typeof COLUMNS)[number]): string[] {
  const { series, units } = seriesOf(file, asked.object, asked.variable);
  const factor = asked.share === null ? 1 : 1 + 0.5 * asked.share;
  const form = closedForm(series, file.samples, factor);
  const time = (i: number): number => file.start + i * file.step;
  const std = Math.sqrt(form.m2);
  const constant = form.m2 === 0;
  const checks: Record<string, boolean> = {
    unit: row.unit === units,
    n: row.n === String(form.n),
    min: near(row.min, form.min),
    tMin: near(row.tMin, time(form.iMin)),
    max: near(row.max, form.max),
    tMax: near(row.tMax, time(form.iMax)),
    mean: near(row.mean, form.mean),
    std: near(row.std, std),
    std1: near(row.std1, std * Math.sqrt(form.n / (form.n - 1))),
    rms: near(row.rms, Math.sqrt(form.mean ** 2 + form.m2)),
    skew: near(row.skew, constant ? null : form.skew, 1),
    kurt: near(row.kurt, constant ? null : form.kurt),
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(
      ([name]) =>
        `${file.file} ${asked.object} ${asked.variable} (${series.kind}): ${name} is ${row[name]}, ${JSON.stringify(form)}`,
    );
}

describe.runIf(HAS_COMPILER)('a batch of OrcaFlex stand-in files', () => {
  it('gives every statistic of the closed form, through the C interface in worker processes', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const files = await standInFiles(path.join(folder.path, 'sims'), [
      '--files',
      '24',
      '--min',
      '1MB',
      '--max',
      '60MB',
      '--seed',
      '11',
    ]);
    // Quiet: a slow run would print a line of progress.
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library)), '--quiet']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'long.csv'));
    expect(rows).toHaveLength(24 * COLUMNS.length);
    const wrong: string[] = [];
    for (const file of files) {
      const own = rows.filter((row) => row.file === file.file);
      expect(own).toHaveLength(COLUMNS.length);
      for (const [i, asked] of COLUMNS.entries()) wrong.push(...problems(own[i] ?? {}, file, asked));
    }
    expect(wrong).toEqual([]);
    const report = readFileSync(path.join(folder.path, 'out', 'report.json'), 'utf8');
    expect(JSON.parse(report)).toMatchObject({
      reader: { details: { library, libraryVersion: '11.3-standin' }, licences: ['OK'] },
    });
    const journal = journalOf(path.join(folder.path, 'out'));
    expect(journal[0]).toMatchObject({ readerDetails: { library, libraryVersion: '11.3-standin' } });
    expect(journal.at(-1)).toMatchObject({ type: 'published', licences: ['OK'] });
  });

  it('is read and written below folders whose paths are longer than 260 characters', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const deep = path.join(
      folder.path,
      ...Array.from({ length: 6 }, (_, i) => `${i} ${'Übergang '.repeat(6)}`.trim()),
    );
    mkdirSync(deep, { recursive: true });
    expect(deep.length).toBeGreaterThan(260);
    const files = await standInFiles(path.join(deep, 'sims'), [
      '--files',
      '2',
      '--min',
      '1MB',
      '--max',
      '2MB',
    ]);
    const ended = await ballast(['run', writeBatch(deep, batchText(library)), '--quiet']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const rows = readTable(path.join(deep, 'out', 'tables', 'long.csv'));
    expect(rows).toHaveLength(files.length * COLUMNS.length);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['succeeded']));
  });

  it('fails only the cell of a missing object or variable, with the message of the library', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await standInFiles(path.join(folder.path, 'sims'), ['--files', '2', '--min', '1MB', '--max', '2MB']);
    const text = `${batchText(library)}  - name: wide
    layout: wide
    columns:
      - { object: Vessel1, variable: X, statistics: [mean] }
      - { object: Lime1, variable: Effective Tension, at: { end: A }, statistics: [max] }
      - { object: Line1, variable: Efective Tension, at: { end: A }, statistics: [max] }
      - { object: Line1, variable: Effective Tension, at: { arclength: 1e6 }, statistics: [max] }
      - { object: Line2, variable: Effective Tension, at: { end: B }, statistics: [max] }
`;
    const ended = await ballast(['run', writeBatch(folder.path, text), '--no-check']);
    expect(ended.code).toBe(1);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const cells = Object.values(row).slice(2);
      expect(cells.map((cell) => cell !== '')).toEqual([true, false, false, false, true]);
      expect(row.status).toBe('incomplete');
    }
    expect(ended.stderr).toContain("There is no object named 'Lime1'");
    expect(ended.stderr).toMatch(/Efective Tension/);
    expect(ended.stderr).toMatch(/arc ?length/i);
  });

  it('refuses a library that does not exist before anything is written', async () => {
    using folder = temporaryFolder();
    await standInFiles(path.join(folder.path, 'sims'), ['--files', '1', '--min', '1MB', '--max', '1MB']);
    const ended = await ballast(['run', writeBatch(folder.path, batchText('./no-such-library.so'))]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('LIBRARY_NOT_FOUND');
    expect(() => readFileSync(path.join(folder.path, 'out', 'journal.ndjson'))).toThrow(/ENOENT/);
  });
});

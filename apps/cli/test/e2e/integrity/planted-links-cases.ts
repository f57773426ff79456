import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, type Ended, tool, writeBatch } from '../support/run-ballast.ts';
import { fingerprint, plant, replaceByLink, victims, whyNoLinks } from './planted-links.ts';

const BATCH = `version: 1
batch: links
reader: openfast
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
  - { name: series, layout: time-series, columns: [{ variable: TwrBsMyt, period: [0, 1] }] }
`;

const place = placeOfAllTests();
const at = (...names: readonly string[]): string => path.join(place.out, ...names);

async function makeFiles(files: number): Promise<void> {
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50'];
  await tool('openfast-files', ['--out', place.sims, '--files', String(files), ...shape]);
}

interface Finished {
  readonly batch: string;
  readonly tables: Record<string, string>;
}

let made: Finished;
const kept = (name: string): string => path.join(place.folder, 'kept', name);

/** A batch that has succeeded is made once; each test begins without inputs and outputs, or with those of that batch. */
beforeAll(async () => {
  if (whyNoLinks !== null) return;
  await makeFiles(2);
  const batch = writeBatch(place.folder, BATCH);
  expect(await ballast(['run', batch])).toMatchObject({ code: 0 });
  made = { batch, tables: tablesOf(place.out) };
  cpSync(place.sims, kept('sims'), { recursive: true, preserveTimestamps: true });
  cpSync(place.out, kept('out'), { recursive: true, preserveTimestamps: true });
});
beforeEach(() => {
  for (const name of ['sims', 'out', 'of-somebody-else'])
    rmSync(path.join(place.folder, name), { recursive: true, force: true });
});

function finished(): Finished {
  cpSync(kept('sims'), place.sims, { recursive: true, preserveTimestamps: true });
  cpSync(kept('out'), place.out, { recursive: true, preserveTimestamps: true });
  return made;
}

/** As if the machine had stopped before the tables were published. */
function unpublish(): void {
  const journal = at('journal.ndjson');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const end = lines.findIndex((line) => line.includes('"type":"settled"')) + 1;
  writeFileSync(journal, `${lines.slice(0, end).join('\n')}\n`);
}

/** It ends well, or says what is wrong in a sentence with something to do next. */
function expectClear({ code, stderr }: Ended): void {
  expect([0, 3, 5]).toContain(code);
  expect(stderr).not.toMatch(/^\s+at |defect/m);
  if (code !== 0) expect(stderr).toMatch(/ballast: .*\n(.*\n)* {2}next: /);
}

/** As far as the test can know: those that the system gives out next. */
function nextPids(): number[] {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return Array.from({ length: 400 }, (_, i) => pid + i);
}

/** What a batch writes in its output folder. */
export const NAMES: readonly string[] = [
  'journal.ndjson',
  'report.json',
  'batch.effective.yml',
  '.ballast.lock',
  '.ballast/plan.json',
  '.ballast/journals',
  '.ballast/results',
  '.ballast/logs',
  '.ballast',
  'tables',
  'tables/wide.csv',
];

const FOLDERS: ReadonlySet<string> = new Set(['.ballast', '.ballast/results', 'tables']);

/** Tests of links at each of the names, in a new output folder and in those of batches that are resumed or finished. */
export function linksLeadNowhere(names: readonly string[]): void {
  it.each(names)('as %s of a new output folder lead nowhere', async (name) => {
    for (const kind of FOLDERS.has(name) ? (['folder', 'file'] as const) : (['file'] as const)) {
      await makeFiles(1);
      const target = victims(place.folder);
      const before = fingerprint(path.dirname(target.file));
      plant(at(name), target[kind]);
      expectClear(await ballast(['run', writeBatch(place.folder, BATCH)]));
      expect(fingerprint(path.dirname(target.file))).toEqual(before);
      for (const one of [place.out, path.dirname(target.file)]) rmSync(one, { recursive: true });
    }
  });

  it.each(names.filter((name) => !['.ballast.lock', '.ballast/logs', '.ballast/journals'].includes(name)))(
    'in place of %s of a batch that is resumed or has new inputs lead nowhere, and without them it goes on',
    async (name) => {
      const { batch, tables } = finished();
      const elsewhere = path.dirname(victims(place.folder).file);
      unpublish();
      replaceByLink(at(name), elsewhere);
      const before = fingerprint(elsewhere);
      expectClear(await ballast(['run', batch]));
      expectClear(await ballast(['resume', place.out]));
      await makeFiles(3);
      expectClear(await ballast(['run', batch]));
      expect(fingerprint(elsewhere)).toEqual(before);
      if (lstatSync(at(name), { throwIfNoEntry: false })?.isSymbolicLink() === true) rmSync(at(name));
      rmSync(place.sims, { recursive: true });
      await makeFiles(2);
      expect(await ballast(['run', batch, '--fresh'])).toMatchObject({ code: 0 });
      expect(tablesOf(place.out)).toEqual(tables);
    },
  );

  it.each(names.filter((name) => ['.ballast/journals', '.ballast/logs'].includes(name)))(
    'as %s of a finished batch get nothing',
    async (name) => {
      const { batch } = finished();
      const target = victims(place.folder);
      const before = fingerprint(path.dirname(target.file));
      plant(at(name), target.folder);
      await makeFiles(3);
      expectClear(await ballast(['run', batch]));
      expect(fingerprint(path.dirname(target.file))).toEqual(before);
    },
  );
}

/** Tests of links in place of results, and at the names of temporary files. */
export function linksToResultsLeadNowhere(): void {
  it('in place of results and time series are not believed: their inputs are read again', async () => {
    const { batch, tables } = finished();
    const elsewhere = path.dirname(victims(place.folder).file);
    unpublish();
    for (const name of readdirSync(at('.ballast', 'results')))
      replaceByLink(at('.ballast', 'results', name), elsewhere);
    const before = fingerprint(elsewhere);
    const again = await ballast(['run', batch]);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('0 of 2 files done');
    expect(tablesOf(place.out)).toEqual(tables);
    expect(fingerprint(elsewhere)).toEqual(before);
    for (const name of Object.keys(tables)) expect(lstatSync(at('tables', name)).isFile()).toBe(true);
  });

  it('at the names that temporary files of any of the next processes could have lead nowhere', async () => {
    const { batch, tables } = finished();
    const target = victims(place.folder);
    unpublish();
    writeFileSync(
      at('.ballast.lock'),
      JSON.stringify({ pid: 1, host: 'elsewhere', startedAt: '2026-01-02' }),
    );
    const before = fingerprint(path.dirname(target.file));
    const growing = ['report.json', 'batch.effective.yml', '.ballast/plan.json', '.ballast/journal'];
    for (const pid of nextPids()) {
      for (const name of [...growing, 'journal.ndjson', 'tables/wide.csv'])
        plant(at(`${name}.${pid}.part`), target.file);
      plant(at(`.ballast.lock.${pid}`), target.file);
      plant(at(`.ballast.lock.${pid}.probe`), target.file);
      plant(at('.ballast', 'logs', `worker-${pid}.log`), target.file);
    }
    expectClear(await ballast(['run', batch]));
    rmSync(at('.ballast.lock'));
    await makeFiles(3);
    expect(await ballast(['run', batch])).toMatchObject({ code: 0 });
    expect(Object.keys(tablesOf(place.out))).toEqual(expect.arrayContaining(Object.keys(tables)));
    expect(fingerprint(path.dirname(target.file))).toEqual(before);
    expect(existsSync(at('report.json'))).toBe(true);
  });
}

import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admittedIn, journalOf, recorded, tablesOf } from './journal-of.ts';
import {
  ballast,
  type Ended,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  tool,
  writeBatch,
} from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';
import { ballastWith } from './with-environment.ts';

let folder: ReturnType<typeof temporaryFolder>;
let sims: string;
let out: string;
beforeEach(() => {
  folder = temporaryFolder();
  sims = path.join(folder.path, 'sims');
  out = path.join(folder.path, 'out');
});
afterEach(() => folder[Symbol.dispose]());

const COLUMN = '{ variable: TwrBsMyt, statistics: [max] }';

function batchOf(columns: readonly string[] = [COLUMN], more = ''): string {
  return writeBatch(
    folder.path,
    `version: 1
batch: incremental
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [${columns.join(', ')}] }
  - { name: long, layout: long, columns: [${columns.join(', ')}] }
${more}`,
  );
}

async function makeFiles(files: number, seed = 1, to = sims): Promise<void> {
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50', '--seed', String(seed)];
  await tool('openfast-files', ['--out', to, '--files', String(files), ...shape]);
}

async function run(batch: string, ...flags: string[]): Promise<Ended> {
  const ended = await ballast(['run', batch, ...flags]);
  expect(ended).toMatchObject({ code: 0 });
  return ended;
}

/** The tables of a batch that has nothing to go on with. */
async function undisturbed(batch: string): Promise<Record<string, string>> {
  const elsewhere = path.join(folder.path, 'undisturbed');
  rmSync(elsewhere, { recursive: true, force: true });
  await run(batch, '--out', elsewhere);
  return tablesOf(elsewhere);
}

function readBytes(): number {
  const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8'));
  return (report as { figures: { readBytes: number } }).figures.readBytes;
}

/** Everything in a folder that a write would change. */
function snapshot(of: string): unknown {
  return readdirSync(of, { recursive: true })
    .map(String)
    .toSorted()
    .map((name) => {
      const { size, mtimeMs, ctimeMs } = statSync(path.join(of, name));
      return { name, size, mtimeMs, ctimeMs };
    });
}

describe('a batch that was finished and is run again', () => {
  it('does nothing, says so, and writes nothing, neither there nor beside the inputs', async () => {
    await makeFiles(4);
    const before = snapshot(sims);
    const first = await run(batchOf(), '--json');
    const left = snapshot(out);
    const again = await run(batchOf());
    expect(again.stdout).toMatch(/^nothing has changed: 4 results as before\n4 of 4 files succeeded/);
    const json = await run(batchOf(), '--json');
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(first.stdout));
    expect(snapshot(out)).toEqual(left);
    expect(snapshot(sims)).toEqual(before);
  });

  it('does nothing through `resume` either, and goes on with what has changed', async () => {
    await makeFiles(3);
    await run(batchOf());
    const again = await ballast(['resume', out]);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing has changed: 3 results'),
    });
    rmSync(path.join(sims, 'case-0002.outb'));
    expect((await ballast(['resume', out])).code).toBe(0);
    expect(readTable(path.join(out, 'tables', 'wide.csv')).map((row) => row.file)).toEqual([
      'case-0001.outb',
      'case-0003.outb',
    ]);
  });

  it('makes tables again that somebody has taken away, without reading anything', async () => {
    await makeFiles(2);
    await run(batchOf());
    const tables = tablesOf(out);
    rmSync(path.join(out, 'tables', 'wide.csv'));
    await run(batchOf());
    expect(tablesOf(out)).toEqual(tables);
    expect(admittedIn(out)).toHaveLength(2);
  });

  it('computes the row of one changed input, loses that of a removed one, and has one for a new one', async () => {
    await makeFiles(5);
    const text = batchOf();
    await run(text);
    await makeFiles(1, 9, path.join(folder.path, 'other'));
    const other = readFileSync(path.join(folder.path, 'other', 'case-0001.outb'));
    writeFileSync(path.join(sims, 'case-0003.outb'), other);
    rmSync(path.join(sims, 'case-0002.outb'));
    writeFileSync(path.join(sims, 'case-0000.outb'), other);
    const again = await run(text);
    expect(again.stderr).toContain(
      '3 results of 5 as before; 2 files to read; 1 file no longer among the inputs',
    );
    expect(admittedIn(out).toSorted()).toEqual(['case-0000.outb', 'case-0003.outb']);
    expect(readdirSync(path.join(out, '.ballast', 'results'))).toHaveLength(5);
    expect(readdirSync(path.join(out, '.ballast', 'journals'))).toEqual(['1.ndjson']);
    expect(tablesOf(out)).toEqual(await undisturbed(text));
  });

  it('computes one row for a file that was only touched', async () => {
    await makeFiles(3);
    await run(batchOf());
    const tables = tablesOf(out);
    utimesSync(path.join(sims, 'case-0002.outb'), 1e9, 1e9);
    await run(batchOf());
    expect(admittedIn(out)).toEqual(['case-0002.outb']);
    expect(tablesOf(out)).toEqual(tables);
  });

  it('tries again what failed, and nothing else', async () => {
    await makeFiles(3);
    writeFileSync(path.join(sims, 'broken.outb'), Buffer.alloc(64, 7));
    for (const attempts of [1, 2]) {
      expect((await ballast(['run', batchOf()])).code).toBe(1);
      expect(admittedIn(out)).toHaveLength(3 + attempts);
      expect(admittedIn(out).filter((file) => file === 'broken.outb')).toHaveLength(attempts);
    }
  });

  it('starts over with --fresh and keeps what was there', async () => {
    await makeFiles(2);
    await run(batchOf());
    const tables = tablesOf(out);
    const again = await run(batchOf(), '--fresh');
    expect(again.stderr).toContain(path.join(out, 'earlier-1'));
    expect(admittedIn(out)).toHaveLength(2);
    expect(tablesOf(path.join(out, 'earlier-1'))).toEqual(tables);
    expect(tablesOf(out)).toEqual(tables);
  });

  it('finds a change that size and time of writing hide where it is asked to verify', async () => {
    await makeFiles(2);
    const file = path.join(sims, 'case-0001.outb');
    utimesSync(file, 1e9, 1e9);
    const verified = (): Promise<Ended> => run(batchOf(), '--verify');
    await verified();
    expect((await verified()).stdout).toContain('nothing has changed: 2 results');
    const fd = openSync(file, 'r+');
    writeSync(fd, Buffer.from([0x40]), 0, 1, statSync(file).size - 4);
    closeSync(fd);
    utimesSync(file, 1e9, 1e9);
    expect((await run(batchOf())).stdout).toContain('nothing has changed');
    await verified();
    expect(admittedIn(out).at(-1)).toBe('case-0001.outb');
    expect(tablesOf(out)).toEqual(await undisturbed(batchOf()));
  });
});

describe('a batch whose tables have changed', () => {
  it('opens no input for a new statistic, another label or order, and fewer columns', async () => {
    await makeFiles(3);
    await run(batchOf([COLUMN, '{ variable: RotSpeed, statistics: [mean] }']));
    const before = snapshot(sims);
    const batch = batchOf(['{ variable: TwrBsMyt, statistics: [kurt, max], label: My }']);
    const again = await run(batch);
    expect(again.stderr).toContain('3 results reused without reading');
    expect([admittedIn(out), readBytes()]).toEqual([[], 0]);
    expect(tablesOf(out)).toEqual(await undisturbed(batch));
    expect(snapshot(sims)).toEqual(before);
  });

  it('reads only what is new, also where the batch before came to nothing', async () => {
    await makeFiles(3);
    await run(batchOf());
    const columns = [
      COLUMN,
      '{ variable: RotSpeed, statistics: [mean] }',
      '{ variable: Wind1VelX, period: [1, 3] }',
    ];
    const again = await run(batchOf(columns));
    expect(again.stderr).toContain('for 3 files only what is missing is read');
    expect(tablesOf(out)).toEqual(await undisturbed(batchOf(columns)));
    // What an interrupted batch did not come to is still to be had from the one before it.
    const journal = path.join(out, 'journal.ndjson');
    const [header = '', ...lines] = readFileSync(journal, 'utf8').split('\n');
    const inputs = lines.filter((line) => line.includes('"type":"input"'));
    writeFileSync(journal, `${[header, ...inputs].join('\n')}\n`);
    const statistic = [...columns, '{ variable: GenPwr, statistics: [max] }'];
    expect((await run(batchOf(statistic))).stderr).toContain('for 3 files only what is missing is read');
    expect(tablesOf(out)).toEqual(await undisturbed(batchOf(statistic)));
  });

  it('reads everything where the earlier results are damaged; the same batch says which file it is', async () => {
    await makeFiles(2);
    await run(batchOf());
    const results = path.join(out, '.ballast', 'results');
    const damaged = readdirSync(results).map((name) => path.join(results, name));
    for (const file of damaged) writeFileSync(file, '{"facts"');
    rmSync(path.join(out, 'report.json'));
    const refused = await ballast(['run', batchOf()]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('RESULT_DAMAGED')]);
    const named = damaged.find((file) => refused.stderr.includes(file)) ?? '';
    rmSync(named);
    for (const columns of [
      ['{ variable: TwrBsMyt, statistics: [min] }'],
      [COLUMN, '{ variable: RotSpeed }'],
    ]) {
      await run(batchOf(columns));
      expect(admittedIn(out)).toHaveLength(2);
      expect(tablesOf(out)).toEqual(await undisturbed(batchOf(columns)));
    }
  });

  it('takes over files of time series, and takes away those of inputs that are gone', async () => {
    await makeFiles(3);
    const samples = '  - { name: motion, layout: time-series, columns: [{ variable: PtfmSurge }] }\n';
    await run(batchOf([COLUMN], samples));
    const before = tablesOf(out);
    await run(batchOf(['{ variable: TwrBsMyt, statistics: [mean] }'], samples));
    expect(admittedIn(out)).toEqual([]);
    expect(tablesOf(out)).toMatchObject({ 'case-0001_motion.csv': before['case-0001_motion.csv'] });
    rmSync(path.join(sims, 'case-0001.outb'));
    await run(batchOf(['{ variable: TwrBsMyt, statistics: [mean] }'], samples));
    expect(Object.keys(tablesOf(out)).toSorted()).toEqual([
      'case-0002_motion.csv',
      'case-0003_motion.csv',
      'long.csv',
      'wide.csv',
    ]);
    expect(admittedIn(out)).toEqual([]);
  });
});

/** Batches over files of the stand-in library, which counts what is asked of it. */
async function standInBatch(more: string[]): Promise<(columns: readonly string[]) => string> {
  const library = await standInLibrary();
  await standInFiles(sims, ['--min', '1MB', '--max', '1MB', ...more]);
  return (columns) =>
    writeBatch(
      folder.path,
      `version: 1
batch: incremental
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)} }
resources: { workers: 1 }
tables:
  - { name: wide, layout: wide, columns: [${columns.join(', ')}] }
  - { name: long, layout: long, columns: [${columns.join(', ')}] }
`,
    );
}

describe.runIf(HAS_COMPILER)('the library', () => {
  it('is asked for the new series alone, and for nothing where only statistics are new', async () => {
    const batch = await standInBatch(['--files', '2']);
    const counters = path.join(folder.path, 'counters');
    const seriesAskedFor = async (columns: readonly string[]): Promise<number> => {
      rmSync(counters, { recursive: true, force: true });
      mkdirSync(counters);
      const ended = await ballastWith({ BALLAST_STANDIN_COUNTERS: counters }, ['run', batch(columns)]);
      expect(ended).toMatchObject({ code: 0 });
      const counted = readdirSync(counters).map((name) =>
        JSON.parse(readFileSync(path.join(counters, name), 'utf8')),
      );
      return counted.reduce((sum, { series }: { series?: number }) => sum + (series ?? 0), 0);
    };
    const [x, y, z] = ['X', 'Y', 'Z'].map(
      (variable) => `{ object: Vessel1, variable: ${variable}, statistics: [max] }`,
    ) as [string, string, string];
    const all = await seriesAskedFor([x, y]);
    expect(all).toBeGreaterThan(0);
    expect(await seriesAskedFor([y, x, z])).toBe(all / 2);
    expect(await seriesAskedFor([z.replace('max', 'min, kurt'), x])).toBe(0);
    const wide = tablesOf(out);
    expect(wide).toEqual(await undisturbed(batch([z.replace('max', 'min, kurt'), x])));
  });

  it.each([
    ['once', 'succeeded'],
    ['again and again', 'unstable-input'],
  ])('reads a file that somebody writes to %s: %s', async (often, status) => {
    const slow = ['--files', '1', '--fault', 'slow-load', '--fault-argument', '600'];
    const batch = (await standInBatch(slow))(['{ object: Vessel1, variable: X, statistics: [max] }']);
    const [name = ''] = readdirSync(sims);
    const { ended } = startBallast(['run', batch]);
    await recorded(out, 'worker-started', 1);
    const write = (): void => appendFileSync(path.join(sims, name), 'x');
    // The first attempt begins to load some time after its process was started; writing goes on until it has failed.
    const writing = setInterval(write, 50);
    if (often === 'once') void recorded(out, 'requeued', 1).finally(() => clearInterval(writing));
    const { code, stderr } = await ended;
    clearInterval(writing);
    const [row] = readTable(path.join(out, 'tables', 'wide.csv'));
    expect(row?.status).toBe(status);
    expect(code).toBe(status === 'succeeded' ? 0 : 1);
    if (status === 'unstable-input') expect(stderr).toMatch(/went from \d+ to \d+ bytes while it was read/);
    expect(journalOf(out).filter(({ type }) => type === 'requeued')).toHaveLength(1);
  });
});

import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnyRecord, admittedIn, journalOf, recorded, tablesOf } from './journal-of.ts';
import {
  ballast,
  processesWith,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  tool,
  writeBatch,
} from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

let folder: ReturnType<typeof temporaryFolder>;
let out: string;
beforeEach(() => {
  folder = temporaryFolder();
  out = path.join(folder.path, 'out');
});
afterEach(() => folder[Symbol.dispose]());

const FILES = 12;

/** A batch whose files take a while to load. */
async function slowBatch(): Promise<string> {
  const library = await standInLibrary();
  const shape = ['--files', String(FILES), '--min', '1MB', '--max', '1MB'];
  await standInFiles(path.join(folder.path, 'sims'), [
    ...shape,
    '--fault',
    'slow-load',
    '--fault-argument',
    '150',
  ]);
  return writeBatch(
    folder.path,
    `version: 1
batch: slow
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 2 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max, mean] }] }
  - { name: motion, layout: time-series, columns: [{ object: Vessel1, variable: X }] }
`,
  );
}

/** Runs a batch until this number of its files has settled, then kills it. */
async function killedAfter(batch: string, settled: number): Promise<void> {
  const { child, ended } = startBallast(['run', batch]);
  await recorded(out, 'settled', settled);
  child.kill('SIGKILL');
  await ended;
}

/** Tasks that were given to a worker after their success was in the journal. */
function admittedAgain(records: readonly AnyRecord[]): AnyRecord[] {
  const succeeded = new Set<number | undefined>();
  return records.filter(({ type, task, outcome }) => {
    if (type === 'settled' && (outcome as { kind: string }).kind === 'succeeded') succeeded.add(task);
    return type === 'admitted' && succeeded.has(task);
  });
}

describe.runIf(HAS_COMPILER)('a batch whose coordinator was killed', () => {
  it('is resumed with a note, and has the tables of an undisturbed one', async () => {
    const batch = await slowBatch();
    await killedAfter(batch, 4);
    const before = readFileSync(path.join(out, 'journal.ndjson'), 'utf8');
    const resumed = await ballast(['run', batch]);
    expect(resumed.code).toBe(0);
    const remark = /resuming the batch of \S+ in .*: (\d+) of 12 files done, (\d+) left/.exec(resumed.stderr);
    const [done, left] = [Number(remark?.[1]), Number(remark?.[2])];
    expect([done >= 4, done + left]).toEqual([true, FILES]);
    const after = readFileSync(path.join(out, 'journal.ndjson'), 'utf8');
    expect(after.startsWith(before.slice(0, before.lastIndexOf('\n') + 1))).toBe(true);
    const records = journalOf(out);
    const host = expect.any(String);
    expect(records.find(({ type }) => type === 'resumed')).toMatchObject({ host, done, left });
    expect(admittedAgain(records)).toEqual([]);
    expect(readdirSync(out)).not.toContain('earlier-1');
    // A result and its time series for every file, and nothing of attempts that came to nothing.
    expect(readdirSync(path.join(out, '.ballast', 'results'))).toHaveLength(2 * FILES);
    const tables = tablesOf(out);
    const elsewhere = path.join(folder.path, 'undisturbed');
    await ballast(['run', batch, '--out', elsewhere]);
    expect(tables).toEqual(tablesOf(elsewhere));
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('leaves no half-written tables and reports', async () => {
    const batch = await slowBatch();
    await killedAfter(batch, 2);
    const halves = ['tables/wide.csv.999999.part', 'report.json.999999.part', 'batch.effective.yml.7.part'];
    const others = ['tables/mine.part', 'notes.1.part'];
    for (const name of [...halves, ...others]) writeFileSync(path.join(out, name), 'half');
    expect((await ballast(['run', batch])).code).toBe(0);
    expect(halves.filter((name) => existsSync(path.join(out, name)))).toEqual([]);
    expect(others.filter((name) => existsSync(path.join(out, name)))).toEqual(others);
  });

  it('is resumed by the name of its output folder, and again after another kill', async () => {
    const batch = await slowBatch();
    await killedAfter(batch, 2);
    const again = startBallast(['resume', out]);
    await recorded(out, 'settled', 5);
    again.child.kill('SIGKILL');
    await again.ended;
    expect((await ballast(['resume', out])).code).toBe(0);
    expect(readTable(path.join(out, 'tables', 'wide.csv')).map((row) => row.status)).toEqual(
      Array(FILES).fill('succeeded'),
    );
    const records = journalOf(out);
    expect(records.filter(({ type }) => type === 'resumed')).toHaveLength(2);
    expect(admittedAgain(records)).toEqual([]);
  });

  it('reads changed files again, and reuses its results with other resources', async () => {
    const batch = await slowBatch();
    await killedAfter(batch, 4);
    const first = journalOf(out).find(({ type }) => type === 'settled')?.task ?? 0;
    const name = journalOf(out).find(({ type, task }) => type === 'input' && task === first)?.file ?? '';
    utimesSync(path.join(folder.path, 'sims', name), 1e9, 1e9);
    const changed = startBallast(['run', batch]);
    await recorded(out, 'kept', 3);
    await recorded(out, 'admitted', 1);
    changed.child.kill('SIGKILL');
    await changed.ended;
    const other = await ballast(['run', batch, '--workers', '1']);
    expect(other.code).toBe(0);
    expect(other.stderr).toMatch(/from the batch in .*earlier-1: \d+ results reused without reading/);
    const earlier = journalOf(path.join(out, 'earlier-1'));
    const kept = earlier.filter(({ type }) => type === 'kept').map(({ task }) => task);
    expect(kept).not.toContain(first);
    expect(admittedIn(out).length).toBeLessThanOrEqual(FILES - kept.length);
    expect(readTable(path.join(out, 'tables', 'wide.csv'))).toHaveLength(FILES);
  });
});

describe.runIf(HAS_COMPILER && process.platform !== 'win32')('a batch that was interrupted', () => {
  it('has its tables already, and fills them when it is run again', async () => {
    const batch = await slowBatch();
    const { child, ended } = startBallast(['run', batch]);
    await recorded(out, 'settled', 3);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const statuses = (): (string | undefined)[] =>
      readTable(path.join(out, 'tables', 'wide.csv')).map((row) => row.status);
    expect(statuses()).toContain('not-run');
    const resumed = await ballast(['run', batch, '--json']);
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ exitReason: 'all-succeeded', stop: null });
    expect(statuses()).toEqual(Array(FILES).fill('succeeded'));
    expect(admittedIn(out)).toHaveLength(FILES);
  });
});

describe('the journal of a batch', () => {
  async function finished(): Promise<{ batch: string; journal: string }> {
    const sims = path.join(folder.path, 'sims');
    const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50'];
    await tool('openfast-files', ['--out', sims, '--files', '4', ...shape]);
    const batch = writeBatch(
      folder.path,
      `version: 1
batch: cut
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
`,
    );
    expect((await ballast(['run', batch])).code).toBe(0);
    return { batch, journal: path.join(out, 'journal.ndjson') };
  }

  it('that ends in an incomplete record is cut there, with a note, and the batch is resumed', async () => {
    const { batch, journal } = await finished();
    const tables = tablesOf(out);
    const whole = readFileSync(journal);
    const lines = whole.toString('utf8').trimEnd().split('\n');
    const last = (count: number): number => Buffer.byteLength(`${lines.slice(0, -count).join('\n')}\n`);
    const settled = lines.length - lines.findLastIndex((line) => line.startsWith('{"type":"settled"'));
    for (const length of [whole.length - 3, last(1) + 1, last(settled) + 9]) {
      writeFileSync(journal, whole.subarray(0, length));
      const ended = await ballast(['run', batch]);
      expect(ended.code).toBe(0);
      expect(ended.stderr).toMatch(/the last record of the journal \(\d+ bytes?\) was incomplete/);
      expect(tablesOf(out)).toEqual(tables);
    }
    expect(admittedIn(out)).toHaveLength(5);
  });

  it('that is damaged in the middle or has a newer version is refused with a sentence', async () => {
    const { batch, journal } = await finished();
    const tables = tablesOf(out);
    const lines = readFileSync(journal, 'utf8').split('\n');
    const header = (lines[0] ?? '').replace('"version":2', '"version":99');
    for (const [changed, code, sentence] of [
      [lines.with(3, (lines[3] ?? '').slice(4)), 'JOURNAL_DAMAGED', 'line 4 is not a journal record'],
      [
        lines.with(0, header),
        'JOURNAL_NEWER',
        'has journal version 99; this version of Ballast reads versions up to 2',
      ],
    ] as const) {
      const text = changed.join('\n');
      writeFileSync(journal, text);
      const ended = await ballast(['run', batch]);
      expect([ended.code, ended.stdout]).toEqual([3, '']);
      for (const part of [code, sentence, '--fresh']) expect(ended.stderr).toContain(part);
      expect(readFileSync(journal, 'utf8')).toBe(text);
      expect(tablesOf(out)).toEqual(tables);
      expect(existsSync(path.join(out, '.ballast.lock'))).toBe(false);
    }
    const fresh = await ballast(['run', batch, '--fresh']);
    expect(fresh.code).toBe(0);
    expect(readFileSync(path.join(out, 'earlier-1', 'journal.ndjson'), 'utf8')).toContain('"version":99');
    expect(tablesOf(out)).toEqual(tables);
  });

  it('of version 1 is set aside, and its results are reused without reading', async () => {
    const { batch, journal } = await finished();
    const tables = tablesOf(out);
    const version1 = inVersion1(readFileSync(journal, 'utf8'));
    writeFileSync(journal, version1);
    const explained = await ballast(['explain', out]);
    expect([explained.code, explained.stderr]).toEqual([0, '']);
    expect(explained.stdout).toMatch(/cut has ended; 4 files.*\n {2}4 succeeded on the first attempt/);
    const one = await ballast(['explain', out, 'case-0001']);
    expect(one.stdout).toMatch(/memory +reserved \d.*, expected \d/);

    const again = await ballast(['run', batch]);
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/from the batch in .*earlier-1: 4 results reused without reading/);
    expect(tablesOf(out)).toEqual(tables);
    expect(admittedIn(out)).toEqual([]);
    expect(journalOf(out)[0]).toMatchObject({ type: 'journal', version: 2 });
    expect(readFileSync(path.join(out, 'earlier-1', 'journal.ndjson'), 'utf8')).toBe(version1);
  });

  /** The same records with the names that version 1 had for their fields. */
  function inVersion1(text: string): string {
    return text
      .replace('{"type":"journal","version":2', '{"type":"journal","version":1')
      .replaceAll(/("type":"admitted".*?)"reserved":/g, '$1"commit":')
      .replaceAll(/"type":"load-permits"(.*?)"permits":/g, '"type":"limit"$1"loads":')
      .replaceAll(/\{"type":"waiting".*\n/g, '');
  }

  it('cannot be resumed if there is none, or if a configuration has more to it', async () => {
    const none = await ballast(['resume', folder.path]);
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('NOTHING_TO_RESUME')]);
    await finished();
    const file = path.join(out, '.ballast', 'plan.json');
    const plan = JSON.parse(readFileSync(file, 'utf8')) as { origin: object };
    const configuration = path.join(folder.path, 'dm.yml');
    writeFileSync(file, JSON.stringify({ ...plan, origin: { ...plan.origin, configuration } }));
    const refused = await ballast(['resume', out]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(`ballast run "${configuration}"`);
  });
});

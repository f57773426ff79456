import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, quoted, readTable, startBallast, temporaryFolder, writeBatch } from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

const batchText = (library: string, resources = ''): string => `version: 1
batch: retries
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 3, timeout: 60s${resources} }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

interface Record {
  readonly type: string;
  readonly task: number;
  readonly [key: string]: unknown;
}

function journalOf(folder: string): Record[] {
  const file = path.join(folder, 'out', 'journal.ndjson');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record);
}

/** Admissions of a task, in order. */
function admissions(folder: string, task: number): Record[] {
  return journalOf(folder).filter((record) => record.type === 'admitted' && record.task === task);
}

async function until<T>(probe: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 2400; tries += 1) {
    const value = probe();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nothing came of it within a minute');
}

async function files(folder: string, prefix: string, ...more: string[]): Promise<void> {
  const sims = path.join(folder, 'sims');
  const count = more.includes('--files') ? [] : ['--files', '1'];
  await standInFiles(sims, [...count, '--min', '1MB', '--max', '1MB', '--prefix', prefix, ...more]);
}

function rowOf(folder: string, prefix: string): Readonly<{ [name: string]: string }> {
  const rows = readTable(path.join(folder, 'out', 'tables', 'wide.csv'));
  const row = rows.find(({ file = '' }) => file.startsWith(prefix));
  if (row === undefined) throw new Error(`no row of ${prefix}`);
  return row;
}

describe.runIf(HAS_COMPILER)('a file whose worker dies', () => {
  it('is tried twice beside others and twice alone, then put aside for good; the batch goes on', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'deadly', '--fault', 'abort-load');
    await files(folder.path, 'good', '--files', '6');
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library))]);
    expect(ended.code).toBe(1);
    expect(rowOf(folder.path, 'deadly').status).toBe('worker-lost');
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    expect(rows.filter(({ status }) => status === 'succeeded')).toHaveLength(6);
    const begun = admissions(folder.path, 0);
    expect(begun.map(({ attempt, alone }) => [attempt, alone])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, true],
      [4, true],
    ]);
    const settled = journalOf(folder.path).find(({ type, task }) => type === 'settled' && task === 0);
    expect(settled).toMatchObject({ attempt: 4, outcome: { quarantined: true, lost: 4, retry: 'never' } });
    expect(ended.stderr).toContain('it is not retried');
    expect(ended.stdout).toContain('3 failed attempts, each followed by a retry');
  });

  it('succeeds when its next worker lives', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const slow = ['--fault', 'slow-load', '--fault-argument', '3000'];
    await files(folder.path, 'unlucky', ...slow);
    const { ended } = startBallast(['run', writeBatch(folder.path, batchText(library))]);
    const { pid } = (await until(() =>
      journalOf(folder.path).find(({ type }) => type === 'worker-started'),
    )) as {
      pid?: number;
    };
    process.kill(Number(pid), 'SIGKILL');
    const end = await ended;
    expect(end.code).toBe(0);
    expect(rowOf(folder.path, 'unlucky').status).toBe('succeeded');
    expect(admissions(folder.path, 0)).toHaveLength(2);
  });
});

describe.runIf(HAS_COMPILER)('a file that makes no progress', () => {
  it('is stopped as hung', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'asleep', '--fault', 'sleep-load');
    await files(folder.path, 'good');
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library, ', hungAfter: 2s'))]);
    expect(ended.code).toBe(1);
    expect(rowOf(folder.path, 'asleep').status).toBe('hung');
    expect(rowOf(folder.path, 'good').status).toBe('succeeded');
    expect(ended.stderr).toContain('used no core time, read nothing and reported no progress for');
    const settled = journalOf(folder.path).find(({ type, task }) => type === 'settled' && task === 0);
    expect(settled).toMatchObject({ evidence: { usage: { cpuTime: expect.any(Number) } } });
  });

  it('is told apart from one that computes for ever', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'busy', '--fault', 'spin-load');
    await files(folder.path, 'good');
    const text = batchText(library, ', hungAfter: 2s').replace('60s', '5s');
    const ended = await ballast(['run', writeBatch(folder.path, text)]);
    expect(ended.code).toBe(1);
    expect(rowOf(folder.path, 'busy').status).toBe('timed-out');
    expect(rowOf(folder.path, 'good').status).toBe('succeeded');
  });
});

describe.runIf(HAS_COMPILER)('a file that vanishes', () => {
  it('is waited for and read when it comes back', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'first', '--fault', 'slow-load', '--fault-argument', '1500');
    await files(folder.path, 'second');
    const [, name = ''] = readdirSync(path.join(folder.path, 'sims')).sort();
    const file = path.join(folder.path, 'sims', name);
    const text = batchText(library).replace('workers: 3', 'workers: 1, policy: { fixed: 1 }');
    const { ended } = startBallast(['run', writeBatch(folder.path, text)]);
    await until(() => journalOf(folder.path).find(({ type }) => type === 'worker-started'));
    renameSync(file, path.join(folder.path, 'away'));
    await until(() =>
      journalOf(folder.path).find(({ type, cause }) => type === 'requeued' && cause === 'input-unavailable'),
    );
    renameSync(path.join(folder.path, 'away'), file);
    expect((await ended).code).toBe(0);
    expect(rowOf(folder.path, 'second').status).toBe('succeeded');
  });

  it('is missing when it does not come back in time', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'first', '--fault', 'slow-load', '--fault-argument', '1500');
    await files(folder.path, 'second');
    const [, name = ''] = readdirSync(path.join(folder.path, 'sims')).sort();
    const retries = ', retries: { unavailableInput: 2s }';
    const text = batchText(library, retries).replace('workers: 3', 'workers: 1, policy: { fixed: 1 }');
    const { ended } = startBallast(['run', writeBatch(folder.path, text)]);
    await until(() => journalOf(folder.path).find(({ type }) => type === 'worker-started'));
    renameSync(path.join(folder.path, 'sims', name), path.join(folder.path, 'away'));
    expect((await ended).code).toBe(1);
    expect(rowOf(folder.path, 'second').status).toBe('missing');
    expect(admissions(folder.path, 1).length).toBeGreaterThan(1);
  });
});

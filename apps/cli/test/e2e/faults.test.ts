import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ballast,
  processesWith,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  writeBatch,
} from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

const batchText = (library: string, timeout: string): string => `version: 1
batch: faults
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { timeout: ${timeout} }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

/** Starting a worker counts too, and takes longer where there is no fork. */
const TIMEOUT = process.platform === 'win32' ? '20s' : '10s';

describe.runIf(HAS_COMPILER)('attempts that go wrong', () => {
  it('cost their own rows only: crashed, killed, spinning; the batch ends and leaves no process behind', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const library = await standInLibrary();
    const make = (prefix: string, ...more: string[]): Promise<unknown> =>
      standInFiles(sims, ['--files', '1', '--min', '1MB', '--max', '1MB', '--prefix', prefix, ...more]);
    await standInFiles(sims, ['--files', '6', '--min', '1MB', '--max', '3MB', '--prefix', 'good']);
    await make('segfault', '--fault', 'segfault-load');
    await make('history', '--fault', 'segfault-history');
    await make('abort', '--fault', 'abort-load');
    await make('killed', '--fault', 'kill-load');
    await make('spin', '--fault', 'spin-load');
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library, TIMEOUT))]);
    expect(ended.code).toBe(1);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    const statusOf = (prefix: string): string[] =>
      rows.filter((row) => row.file?.startsWith(prefix)).map((row) => row.status ?? '');
    expect(rows).toHaveLength(11);
    expect(statusOf('good')).toEqual(Array(6).fill('succeeded'));
    expect(statusOf('segfault')).toEqual(['worker-lost']);
    expect(statusOf('history')).toEqual(['worker-lost']);
    expect(statusOf('abort')).toEqual(['worker-lost']);
    expect(statusOf('killed')).toEqual(['worker-lost']);
    expect(statusOf('spin')).toEqual(['timed-out']);
    if (process.platform !== 'win32') {
      expect(ended.stderr).toMatch(/segfault.*SIGSEGV/);
      expect(ended.stderr).toMatch(/abort.*SIGABRT/);
      expect(ended.stderr).toMatch(/killed.*SIGKILL/);
    }
    expect(processesWith(folder.path)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && process.platform !== 'win32')('an interrupted batch', () => {
  it('drains at the first signal, keeps what is done, and ends with 130', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const slow = [
      '--files',
      '12',
      '--min',
      '1MB',
      '--max',
      '1MB',
      '--fault',
      'slow-load',
      '--fault-argument',
      '400',
    ];
    await standInFiles(path.join(folder.path, 'sims'), slow);
    const { child, ended } = startBallast([
      'run',
      writeBatch(folder.path, batchText(library, '60s')),
      '--workers',
      '2',
    ]);
    await settledIn(path.join(folder.path, 'out', 'journal.ndjson'), 2);
    child.kill('SIGINT');
    const end = await ended;
    expect(end.code).toBe(130);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    expect(rows).toHaveLength(12);
    const statuses = rows.map((row) => row.status);
    expect(statuses.filter((status) => status === 'succeeded').length).toBeGreaterThanOrEqual(2);
    expect(statuses.filter((status) => status === 'not-run').length).toBeGreaterThanOrEqual(1);
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('stops what runs at the second signal', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const spin = ['--files', '2', '--min', '1MB', '--max', '1MB', '--fault', 'spin-load'];
    await standInFiles(path.join(folder.path, 'sims'), spin);
    const { child, ended } = startBallast(['run', writeBatch(folder.path, batchText(library, '10min'))]);
    const journal = path.join(folder.path, 'out', 'journal.ndjson');
    await recorded(journal, 'worker-started', 1);
    child.kill('SIGTERM');
    await recorded(journal, 'stopping', 1);
    child.kill('SIGTERM');
    const end = await ended;
    expect(end.code).toBe(130);
    const statuses = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv')).map((row) => row.status);
    expect(statuses).toContain('cancelled');
    expect(processesWith(folder.path)).toEqual([]);
  });
});

function settledIn(journal: string, count: number): Promise<void> {
  return recorded(journal, 'settled', count);
}

/** Waits until so many records of a type are in the journal. */
async function recorded(journal: string, type: string, count: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (countOf(journal, type) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no ${count} records of type ${type} within 30 s`);
}

function countOf(journal: string, type: string): number {
  try {
    return readFileSync(journal, 'utf8').split(`{"type":"${type}"`).length - 1;
  } catch {
    return 0;
  }
}

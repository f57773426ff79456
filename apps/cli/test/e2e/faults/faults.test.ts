import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recorded } from '../support/journal-of.ts';
import {
  ballast,
  processesWith,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  writeBatch,
} from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';

const batchText = (library: string, timeout: string): string => `version: 1
batch: faults
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { timeout: ${timeout}, retries: { workerLost: 1, workerLostAlone: 0 } }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

describe.runIf(HAS_COMPILER)('attempts that go wrong', () => {
  it('affect only their own rows, whether they crash, abort or are killed; the batch ends and leaves no process behind', async () => {
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
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library, '10min'))]);
    expect(ended.code).toBe(1);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    const statusOf = (prefix: string): string[] =>
      rows.filter((row) => row.file?.startsWith(prefix)).map((row) => row.status ?? '');
    expect(rows).toHaveLength(10);
    expect(statusOf('good')).toEqual(Array(6).fill('succeeded'));
    expect(statusOf('segfault')).toEqual(['worker-lost']);
    expect(statusOf('history')).toEqual(['worker-lost']);
    expect(statusOf('abort')).toEqual(['worker-lost']);
    expect(statusOf('killed')).toEqual(['worker-lost']);
    if (process.platform !== 'win32') {
      expect(ended.stderr).toMatch(/SIGSEGV.*segfault/);
      expect(ended.stderr).toMatch(/abort.*SIGABRT/);
      expect(ended.stderr).toMatch(/killed.*SIGKILL/);
    }
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('end when they exceed the timeout, even if they compute forever', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const spin = ['--files', '1', '--min', '1MB', '--max', '1MB', '--fault', 'spin-load'];
    await standInFiles(path.join(folder.path, 'sims'), spin);
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library, '2s'))]);
    expect(ended.code).toBe(1);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    expect(rows.map(({ status }) => status)).toEqual(['timed-out']);
    expect(processesWith(folder.path)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && process.platform !== 'win32')('an interrupted batch', () => {
  it('stops running attempts at the second signal', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const spin = ['--files', '2', '--min', '1MB', '--max', '1MB', '--fault', 'spin-load'];
    await standInFiles(path.join(folder.path, 'sims'), spin);
    const { child, ended } = startBallast(['run', writeBatch(folder.path, batchText(library, '10min'))]);
    const out = path.join(folder.path, 'out');
    await recorded(out, 'worker-started', 1);
    child.kill('SIGTERM');
    await recorded(out, 'stopping', 1);
    child.kill('SIGTERM');
    const end = await ended;
    expect(end.code).toBe(130);
    const statuses = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv')).map((row) => row.status);
    expect(statuses).toContain('cancelled');
    expect(processesWith(folder.path)).toEqual([]);
  });
});

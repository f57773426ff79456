import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admissions, batchText, files, journalIn, rowOf } from '../batches/retried-batch.ts';
import { ballast, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInLibrary } from '../support/stand-in.ts';

describe.runIf(HAS_COMPILER)('a file whose worker dies', () => {
  it('is tried twice together with others and twice alone, then no more; the batch continues', async () => {
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
    const settled = journalIn(folder.path).find(({ type, task }) => type === 'settled' && task === 0);
    expect(settled).toMatchObject({ attempt: 4, outcome: { quarantined: true, lost: 4, retry: 'never' } });
    expect(ended.stderr).toContain('it is not retried');
    expect(ended.stdout).toContain('3 failed attempts, each followed by a retry');
  });
});

describe.runIf(HAS_COMPILER)('a file that makes no progress', () => {
  it('is stopped as hung', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    // Alone: on a slow machine a good file may also make no progress for a while.
    await files(folder.path, 'asleep', '--fault', 'sleep-load');
    const ended = await ballast(['run', writeBatch(folder.path, batchText(library, ', hungAfter: 2s'))]);
    expect(ended.code).toBe(1);
    expect(rowOf(folder.path, 'asleep').status).toBe('hung');
    expect(ended.stderr).toContain('used no core time, read nothing and reported no progress for');
    const settled = journalIn(folder.path).find(({ type, task }) => type === 'settled' && task === 0);
    expect(settled).toMatchObject({ evidence: { usage: { cpuTime: expect.any(Number) } } });
  });
});

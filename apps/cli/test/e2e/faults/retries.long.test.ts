import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admissions, batchText, files, journalIn, rowOf } from '../batches/retried-batch.ts';
import { ballast, startBallast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInLibrary } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';

describe.runIf(HAS_COMPILER)('a file whose worker dies', () => {
  it('succeeds if its next worker survives', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const slow = ['--fault', 'slow-load', '--fault-argument', '3000'];
    await files(folder.path, 'unlucky', ...slow);
    const { ended } = startBallast(['run', writeBatch(folder.path, batchText(library))]);
    const { pid } = (await until('a worker', () =>
      journalIn(folder.path).find(({ type }) => type === 'worker-started'),
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
  it('is distinguished from one that computes forever', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'busy', '--fault', 'spin-load');
    const text = batchText(library, ', hungAfter: 5s').replace('10min', '15s');
    const ended = await ballast(['run', writeBatch(folder.path, text)]);
    expect(ended.code).toBe(1);
    expect(rowOf(folder.path, 'busy').status).toBe('timed-out');
  });
});

describe.runIf(HAS_COMPILER)('a file that vanishes', () => {
  it('is reported as missing if it does not come back in time', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'first', '--fault', 'slow-load', '--fault-argument', '1500');
    await files(folder.path, 'second');
    const [, name = ''] = readdirSync(path.join(folder.path, 'sims')).sort();
    const retries = ', retries: { unavailableInput: 2s }';
    const text = batchText(library, retries).replace('workers: 3', 'workers: 1, policy: { fixed: 1 }');
    const { ended } = startBallast(['run', writeBatch(folder.path, text)]);
    await until('a worker', () => journalIn(folder.path).find(({ type }) => type === 'worker-started'));
    renameSync(path.join(folder.path, 'sims', name), path.join(folder.path, 'away'));
    expect((await ended).code).toBe(1);
    expect(rowOf(folder.path, 'second').status).toBe('missing');
    expect(admissions(folder.path, 1).length).toBeGreaterThan(1);
  });
});

describe.runIf(HAS_COMPILER)('a file that vanishes', () => {
  it('is read when it comes back', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await files(folder.path, 'first', '--fault', 'slow-load', '--fault-argument', '1500');
    await files(folder.path, 'second');
    const [, name = ''] = readdirSync(path.join(folder.path, 'sims')).sort();
    const file = path.join(folder.path, 'sims', name);
    const text = batchText(library).replace('workers: 3', 'workers: 1, policy: { fixed: 1 }');
    const { ended } = startBallast(['run', writeBatch(folder.path, text)]);
    await until('a worker', () => journalIn(folder.path).find(({ type }) => type === 'worker-started'));
    renameSync(file, path.join(folder.path, 'away'));
    await until('an attempt without its input', () =>
      journalIn(folder.path).find(({ type, cause }) => type === 'requeued' && cause === 'input-unavailable'),
    );
    renameSync(path.join(folder.path, 'away'), file);
    expect((await ended).code).toBe(0);
    expect(rowOf(folder.path, 'second').status).toBe('succeeded');
  });
});

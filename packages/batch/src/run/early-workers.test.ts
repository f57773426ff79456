import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batchOf, LONG_TABLE, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openBatch } from './open-batch.ts';

const CHILDREN = `/proc/self/task/${process.pid}/children`;
const showsChildren = existsSync(CHILDREN);
if (!showsChildren)
  console.log('this system does not list the children of a process: who is left is not tested');

/** Worker processes that this process has started and that have not ended. */
function workers(): readonly string[] {
  return readFileSync(CHILDREN, 'utf8')
    .split(' ')
    .filter((pid) => pid !== '' && commandOf(pid).includes('reader-session'));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function twoInputs(): string {
  const folder = temporaryFolder();
  for (const name of ['a.out', 'b.out']) writeInput(folder, name);
  return folder;
}

describe.runIf(showsChildren)('workers that start while a batch is prepared', () => {
  it('carry out its first tasks', async () => {
    await using batch = await openBatch(batchOf(), { base: twoInputs(), history: false });
    const early = workers();
    expect(early.length).toBeGreaterThan(0);
    const started: string[] = [];
    const run = batch.run({
      observe: (event) => {
        if (event.type === 'settled') started.push(...workers());
      },
    });
    await run.ended;
    expect(started.filter((pid) => early.includes(pid))).not.toEqual([]);
    expect(workers()).toEqual([]);
  });

  it('have ended when the batch is refused', async () => {
    const folder = twoInputs();
    const tables = [{ ...LONG_TABLE, columns: [{ variable: 'Nowhere', statistics: ['max'] }] }];
    const opened = openBatch({ ...batchOf(), tables }, { base: folder, history: false });
    await expect(opened).rejects.toMatchObject({ code: 'COLUMNS_NOT_FOUND' });
    expect(workers()).toEqual([]);
    expect(readdirSync(folder)).toEqual(['sims']);
  });

  it('have ended when the batch was closed before it ran', async () => {
    const batch = await openBatch(batchOf(), { base: twoInputs(), history: false });
    expect(workers()).not.toEqual([]);
    await batch[Symbol.asyncDispose]();
    expect(workers()).toEqual([]);
  });

  it('do not start if an earlier batch may have left nothing to do', async () => {
    const options = { base: twoInputs(), history: false };
    {
      await using batch = await openBatch(batchOf(), options);
      await batch.run().ended;
    }
    await using again = await openBatch(batchOf(), options);
    expect(again.nothingToDo).toBe(true);
    expect(workers()).toEqual([]);
  });
});

import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFault } from '@ballast/resource-model';
import { makeFolder, makeOwnFolder } from '../files/make-folder.ts';
import { notReady } from '../folder/faults.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { lockOutput, type OutputLock } from '../folder/lock.ts';
import type { BatchStart } from '../resume/batch-start.ts';
import { type BatchToBegin, beginBatch } from '../resume/begin.ts';
import type { Shard } from '../shards/shard.ts';

export interface TakeOptions {
  /** The shard whose folder it is; null for the folder of a whole batch. */
  readonly shard: Shard | null;
  readonly notice?: ((message: string) => void) | undefined;
  /** How long to wait for the lock of a shard, in milliseconds. */
  readonly patience?: number;
}

/** A lock of another machine is given up minutes after its last sign of life: a cluster starts a shard again before that. */
const LOCK_PATIENCE = 10 * 60_000;
const TRY_EVERY = 2000;

/**
 * Locks the output folder and begins or resumes the batch in it; releases the lock if that fails. Of a shard it waits for the
 * lock: the process that held it may have died on another machine.
 */
export async function takeOutput(
  output: OutputFolder,
  begun: BatchToBegin,
  { shard, notice, patience = shard === null ? 0 : LOCK_PATIENCE }: TakeOptions,
): Promise<{ readonly lock: OutputLock; readonly start: BatchStart }> {
  let lock: OutputLock | null = null;
  try {
    if (shard === null) makeFolder(output.root);
    else makeShardFolder(output.root);
    lock = await lockWithPatience(output, notice, patience);
    return { lock, start: await beginBatch(output, begun) };
  } catch (error) {
    lock?.release();
    throw notReady(error, output.root);
  }
}

/** The output folder of the batch is the user's; what is below it is not to be a link. */
function makeShardFolder(root: string): void {
  const shards = path.dirname(root);
  const work = path.dirname(shards);
  makeFolder(path.dirname(work));
  for (const folder of [work, shards, root]) makeOwnFolder(folder);
}

async function lockWithPatience(
  output: OutputFolder,
  notice: TakeOptions['notice'],
  patience: number,
): Promise<OutputLock> {
  const until = performance.now() + patience;
  for (let tries = 0; ; tries += 1) {
    try {
      return await lockOutput(output, notice === undefined ? {} : { notice });
    } catch (error) {
      const mayWait = isFault(error) && error.code === 'OUTPUT_IN_USE' && performance.now() < until;
      if (!mayWait) throw error;
      if (tries === 0) notice?.(`${error.message}: waiting up to ${patience / 60_000} min for it to end`);
      await wait(TRY_EVERY);
    }
  }
}

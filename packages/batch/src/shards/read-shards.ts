import { readdirSync } from 'node:fs';
import path from 'node:path';
import { FaultError, isFault } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import { type EarlierBatch, isEffectiveBatch, readEarlierBatch } from '../resume/earlier-batch.ts';
import { type Shard, shardNamed, shardRoot, shardsFolder, shardText } from './shard.ts';

/** A shard whose files all have their outcome. */
export interface FinishedShard {
  readonly shard: Shard;
  readonly output: OutputFolder;
  readonly batch: EarlierBatch;
}

/** A shard that has still to run, and why. */
export interface UnfinishedShard {
  readonly shard: Shard;
  readonly reason: string;
}

export interface ShardsFound {
  readonly finished: readonly FinishedShard[];
  readonly unfinished: readonly UnfinishedShard[];
}

/**
 * What the shards of a batch left below its output folder. `of`: how many there are; null if the folder shows it. Faults:
 * NO_SHARDS, SHARDS_MIXED, JOURNAL_NEWER.
 */
export function readShards(root: string, of: number | null): ShardsFound {
  const count = of ?? countIn(root);
  const finished: FinishedShard[] = [];
  const unfinished: UnfinishedShard[] = [];
  for (let index = 1; index <= count; index += 1) {
    const shard = { index, of: count };
    const output = outputFolder(shardRoot(root, shard));
    const found = finishedIn(output);
    if (typeof found === 'string') unfinished.push({ shard, reason: found });
    else finished.push({ shard, output, batch: found });
  }
  return { finished, unfinished };
}

function countIn(root: string): number {
  const counts = new Set(namesIn(shardsFolder(root)).flatMap((name) => shardNamed(name)?.of ?? []));
  const [first, ...others] = [...counts].sort((a, b) => a - b);
  if (first === undefined) {
    throw new FaultError({
      code: 'NO_SHARDS',
      message: `${root} has no shards of a batch (expected ${path.join(shardsFolder(root), '1-of-N')})`,
      hint: 'name the output folder of the batch; `ballast run BATCH --shard 1/N` runs a shard',
      details: { path: root },
    });
  }
  if (others.length > 0) {
    throw new FaultError({
      code: 'SHARDS_MIXED',
      message: `${root} has shards of ${[first, ...others].join(' and of ')}`,
      hint: `name the ones to merge, for example --shards ${others.at(-1)}`,
      details: { path: root },
    });
  }
  return first;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The reason why it is not finished otherwise. */
function finishedIn(output: OutputFolder): EarlierBatch | string {
  try {
    const batch = readEarlierBatch(output);
    if (batch === null) return 'it has not begun';
    const { replay } = batch;
    const left = replay.inputs.filter(({ task }) => replay.outcomes[task] === undefined).length;
    if (left > 0) return `${countText(left, 'file')} of ${replay.inputs.length} left`;
    if (replay.ending !== 'complete') return 'it has not ended';
    return isEffectiveBatch(output) ? batch : `its ${path.basename(output.effectiveBatch)} was changed`;
  } catch (error) {
    if (isFault(error) && error.code === 'JOURNAL_NEWER') throw error;
    return (error as Error).message;
  }
}

/** Fault SHARDS_UNFINISHED unless all of them are finished. */
export function requireFinished(root: string, { unfinished }: ShardsFound): void {
  const [first] = unfinished;
  if (first === undefined) return;
  const named = unfinished.slice(0, MOST_NAMES).map(({ shard, reason }) => `${shardText(shard)}: ${reason}`);
  const more = unfinished.length - named.length;
  const rest = more > 0 ? [`and ${more} more`] : [];
  throw new FaultError({
    code: 'SHARDS_UNFINISHED',
    message: `${unfinished.length} of ${countText(first.shard.of, 'shard')} in ${root} not finished: ${[...named, ...rest].join('; ')}`,
    hint: `run them, for example \`ballast run BATCH --shard ${first.shard.index}/${first.shard.of}\`, then merge again`,
    details: { path: root, shards: unfinished.map(({ shard }) => shard.index) },
  });
}

/** How many shards a message names. */
const MOST_NAMES = 8;

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Batch } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { canBeUsed } from '../resume/take-over.ts';
import { type FinishedShard, readShards, requireFinished } from '../shards/read-shards.ts';
import { shardText } from '../shards/shard.ts';
import { checkBatch } from './check-batch.ts';
import type { CheckedBatch } from './checked-batch.ts';

export interface MergeOptions {
  /** How many shards there are; the folder shows it if absent. */
  readonly shards?: number;
}

/**
 * The batch whose shards are in an output folder, to be opened and run: every outcome comes from the shards, and the tables
 * are made of them. Faults: NO_SHARDS, SHARDS_MIXED, SHARDS_UNFINISHED, SHARD_FOREIGN, JOURNAL_NEWER.
 */
export function checkMerge(folder: string, { shards: of }: MergeOptions = {}): CheckedBatch {
  const root = path.resolve(folder);
  const found = readShards(root, of ?? null);
  requireFinished(root, found);
  const [first, ...others] = found.finished;
  if (first === undefined) throw new Error('defect: there are no shards');
  const checked = effectiveOf(first, root);
  for (const other of others) {
    const what = foreignIn(other, first, { checked, root });
    if (what !== null) throw foreign(other, first, what);
  }
  return { ...checked, merged: found.finished };
}

/** What a shard does differently than another one; null for the same batch. */
function foreignIn(
  other: FinishedShard,
  first: FinishedShard,
  { checked, root }: { readonly checked: CheckedBatch; readonly root: string },
): string | null {
  if (!canBeUsed(other.batch, first.batch.plan, first.batch.header.readerDetails))
    return 'another input folder, or another version of the reader, its library or Ballast';
  if (!isDeepStrictEqual(other.batch.plan.plan, first.batch.plan.plan)) return 'other columns';
  const { batch } = effectiveOf(other, root);
  return isDeepStrictEqual(contentsOf(batch), contentsOf(checked.batch)) ? null : 'another batch file';
}

/** Nodes of a cluster may have different budgets: what they read does not depend on that. */
function contentsOf({ resources: _, ...contents }: Batch): unknown {
  return contents;
}

/** The output folder may have been moved, or have another path on this machine. */
function effectiveOf({ output: { effectiveBatch, root: base } }: FinishedShard, root: string): CheckedBatch {
  const text = readFileSync(effectiveBatch, 'utf8');
  return checkBatch(text, { source: effectiveBatch, base, output: root });
}

function foreign({ shard, output }: FinishedShard, first: FinishedShard, what: string): FaultError {
  return new FaultError({
    code: 'SHARD_FOREIGN',
    message: `${shardText(shard)} is not of the same batch as ${shardText(first.shard)}: ${what}`,
    hint: `run that shard again: ballast run "${first.output.effectiveBatch}" --shard ${shard.index}/${shard.of}`,
    details: { path: output.root },
  });
}

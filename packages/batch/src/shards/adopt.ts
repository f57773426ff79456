import { FaultError } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import type { Outcome } from '@ballast/scheduler/journal';
import { printable } from '@ballast/text';
import type { OutputFolder } from '../folder/layout.ts';
import type { Input } from '../inputs/list.ts';
import { placeResult } from '../resume/place-result.ts';
import { isListedAs } from '../resume/still-valid.ts';
import { damageOf, knownResult } from '../worker/results/known-result.ts';
import type { FinishedShard } from './read-shards.ts';
import { shardText } from './shard.ts';

type Listed = FinishedShard['batch']['replay']['inputs'][number];

/** A file as a shard listed it. */
interface InShard {
  readonly from: FinishedShard;
  readonly listed: Listed;
}

export interface Adopting {
  readonly inputs: readonly Input[];
  readonly plan: ReadPlan;
  readonly output: OutputFolder;
}

/**
 * The outcomes that shards have for some tasks, with their results in the folder of the batch. Every outcome is final, also
 * that of a file that could not be read. Faults: SHARDS_STALE if a file is in no shard or has changed since; SHARD_FOREIGN
 * if they read something else than the plan; SHARD_DAMAGED for a result that is not what was written. Throws the system's error if it cannot write.
 */
export async function adoptOutcomes(
  shards: readonly FinishedShard[],
  { inputs, plan, output }: Adopting,
  tasks: readonly number[],
): Promise<ReadonlyMap<number, Outcome>> {
  const other = shards.find(({ batch }) => JSON.stringify(batch.plan.plan) !== JSON.stringify(plan));
  if (other !== undefined) throw otherPlan(other);
  const files = new Map<string, InShard>();
  for (const from of shards) {
    for (const listed of from.batch.replay.inputs) files.set(listed.file, { from, listed });
  }
  const outcomes = new Map<number, Outcome>();
  for (const task of tasks) {
    const input = inputs[task];
    if (input === undefined) throw new Error(`defect: there is no input ${task}`);
    const found = files.get(input.file);
    if (found === undefined || !isListedAs(found.listed, input)) throw stale(input, found);
    outcomes.set(task, await adopted(found, output, task));
  }
  return outcomes;
}

async function adopted({ from, listed }: InShard, output: OutputFolder, task: number): Promise<Outcome> {
  const { replay, root, plan } = from.batch;
  const outcome = replay.outcomes[listed.task];
  if (outcome === undefined) throw new Error(`defect: ${shardText(from.shard)} is not finished`);
  if (outcome.kind !== 'succeeded') return outcome;
  const claimed = knownResult(root, { task: listed.task, ...outcome }, plan.plan);
  if (!claimed.ok) throw damaged(from, listed.file, claimed.reason);
  const reason = damageOf(claimed.known, plan.plan);
  if (reason !== null) throw damaged(from, listed.file, reason);
  const { result, files } = await placeResult(claimed.known, plan.plan.samples, { output, task });
  return { ...outcome, result, ...(files === null ? {} : { files }) };
}

function stale({ file }: Input, found: InShard | undefined): FaultError {
  const what =
    found === undefined ? 'is in no shard' : `has changed since ${shardText(found.from.shard)} ran`;
  return new FaultError({
    code: 'SHARDS_STALE',
    message: `${printable(file)} ${what}`,
    hint: 'run every shard again with --shard, which reads only what has changed, then merge again',
    details: { file },
  });
}

/** The file of load cases, or Ballast itself, may be another one by now. */
function otherPlan({ shard, output }: FinishedShard): FaultError {
  return new FaultError({
    code: 'SHARD_FOREIGN',
    message: `${shardText(shard)} read other values than the tables need now`,
    hint: 'run every shard again with --shard and this version of Ballast, then merge again',
    details: { path: output.root },
  });
}

function damaged({ shard, output }: FinishedShard, file: string, reason: string): FaultError {
  return new FaultError({
    code: 'SHARD_DAMAGED',
    message: `the result of ${printable(file)} in ${shardText(shard)} is not what was written: ${reason}`,
    hint: `run that shard again: ballast run "${output.effectiveBatch}" --shard ${shard.index}/${shard.of} --verify`,
    details: { file, path: output.root },
  });
}

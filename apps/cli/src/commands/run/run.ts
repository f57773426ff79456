import {
  type BatchEnd,
  type CheckedBatch,
  type OpenBatch,
  openCheckedBatch,
  shardText,
} from '@ballast/batch';
import { countText, forTerminal } from '@ballast/text';
import { requireSharded } from '../../cluster/require-sharded.ts';
import { ordersFor } from '../../control/orders-for.ts';
import { EXIT } from '../../exit-code.ts';
import type { FleetRun } from '../../fleet/run-on-fleet.ts';
import { afterEnd } from '../../live/after-end.ts';
import { startCompanion } from '../../live/companion.ts';
import { listBatch } from '../../live/index-entry.ts';
import { comparedWith } from '../../live/last-batch.ts';
import { keepListeningToTheEnd, outliveSession } from '../../platform/signals.ts';
import { keepHeapSmall } from '../../platform/small-heap.ts';
import { createInterruption, type Interruption } from '../../show/interruption.ts';
import { remarkLines } from '../../show/resume-text.ts';
import { loadBatch } from '../load-batch.ts';
import type { RunFlags } from './run-flags.ts';
import { type Running, runToEnd } from './run-to-end.ts';
import { print, remark } from './say.ts';
import { broken, exitCodeOf, nothingChanged, show } from './show-end.ts';

/** `ballast run`: everything from the batch file to the tables. Returns the exit code. */
export async function runCommand(file: string, flags: RunFlags): Promise<number> {
  return runChecked(() => withShard(loadBatch(file, flags), flags), flags);
}

/** Fault NOT_SHARDED. */
function withShard(checked: CheckedBatch, { shard }: RunFlags): CheckedBatch {
  if (shard === undefined) return checked;
  requireSharded(checked);
  return { ...checked, shard };
}

/** Called with the end of a batch that was not interrupted, after its text. */
export type AtEnd = (end: BatchEnd) => void;

/** The same for a batch that comes from elsewhere. */
export async function runChecked(
  load: () => CheckedBatch,
  flags: RunFlags,
  atEnd: AtEnd = () => undefined,
): Promise<number> {
  outliveSession();
  const interruption = createInterruption({
    print: (line) => remark([line], flags),
    leave: (code) => process.exit(process.exitCode ?? code),
  });
  try {
    return await openAndRun(load(), flags, { interruption, atEnd });
  } finally {
    interruption.over();
    keepListeningToTheEnd();
  }
}

async function openAndRun(
  checked: CheckedBatch,
  flags: RunFlags,
  { interruption, atEnd }: { readonly interruption: Interruption; readonly atEnd: AtEnd },
): Promise<number> {
  const {
    history,
    fresh,
    verify,
    repair = false,
    keep = false,
    allowOutputInInputs = false,
    check = true,
    html: page = true,
    baseline,
  } = flags;
  const beforeTaking = interruption.listen;
  const notice = (message: string): void => remark([message], flags);
  const fleet = await fleetOf(checked, flags);
  const places = { allowOutputInInputs, checkNames: check, isShared: fleet !== null };
  const compared = comparedWith(checked, { baseline, history });
  const options = {
    ...{ history, fresh, verify, repair, keep, page },
    ...compared,
    ...places,
    beforeTaking,
    notice,
  };
  await using batch = await openCheckedBatch(fleet?.checked ?? checked, options);
  keepHeapSmall(batch.inputs.length);
  remark(batch.warnings, flags);
  remark(shardLines(checked, batch), flags);
  if (batch.movedAside !== null) {
    remark([`an earlier batch in the output folder was moved to ${batch.movedAside}`], flags);
  }
  remark(batch.remarks.flatMap(remarkLines), flags);
  const companion = await startCompanion(batch.output.root, flags);
  // Whoever asked for a page wants its address, however quiet the rest is.
  print(companion.lines.map(forTerminal), process.stderr);
  const exit = await runOpened(batch, flags, { interruption, atEnd, fleet });
  remark(await companion.end(), flags);
  // What follows is the user's own: a signal may end it.
  interruption.over();
  const { root: out, report, page: html } = batch.output;
  remark(await afterEnd(flags, { exit, out, report, page: html, batch: batch.batch.name }), flags);
  return exit;
}

async function runOpened(
  batch: OpenBatch,
  flags: RunFlags,
  { interruption, atEnd, fleet }: Pick<Running, 'interruption' | 'fleet'> & { readonly atEnd: AtEnd },
): Promise<number> {
  try {
    const listed = await listBatch(batch, flags.history);
    const orders = await ordersFor(batch, flags);
    remark(orders.warnings, flags);
    const end = await runToEnd(batch, flags, { interruption, orders, fleet }).finally(() => orders.close());
    if (fleet !== null) interruption.closing(() => fleet.giveUp());
    const unclosed = (await fleet?.end(end.reason === 'interrupted' ? null : batch)) ?? [];
    remark([...end.warnings, ...unclosed, ...listed.warnings, ...(await listed.ended(end))], flags);
    show(end.published, flags, batch.nothingToDo ? [nothingChanged(end.published, flags)] : []);
    if (end.reason !== 'interrupted') atEnd(end);
    return end.storageFault === null ? exitCodeOf(end) : EXIT.storage;
  } catch (error) {
    await fleet?.end(null).catch(() => undefined);
    return broken(error, batch);
  }
}

/** What knows fleets is loaded only for one. */
async function fleetOf(checked: CheckedBatch, flags: RunFlags): Promise<FleetRun | null> {
  const { fleet } = flags;
  if (fleet === undefined) return null;
  const { runOnFleet } = await import('../../fleet/run-on-fleet.ts');
  return runOnFleet(checked, { ...flags, fleet }, (line) => remark([line], flags));
}

function shardLines({ shard, merged }: CheckedBatch, { inputs, output }: OpenBatch): readonly string[] {
  const files = countText(inputs.length, 'file');
  const part = shard === undefined ? [] : [`${shardText(shard)}: ${files}, in ${output.root}`];
  const all = merged === undefined ? [] : [`merging ${countText(merged.length, 'shard')}: ${files}`];
  return [...part, ...all];
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type BatchEnd,
  type BatchEvent,
  type BatchRun,
  type CheckedBatch,
  isOutputFault,
  type OpenBatch,
  openCheckedBatch,
  type Published,
  type Shard,
  shardText,
} from '@ballast/batch';
import { endText } from '@ballast/reporting';
import { isFault } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { requireSharded } from '../cluster/require-sharded.ts';
import { type Orders, ordersFor } from '../control/orders-for.ts';
import { EXIT } from '../exit-code.ts';
import type { FleetRun } from '../fleet/run-on-fleet.ts';
import { afterEnd } from '../live/after-end.ts';
import { startCompanion } from '../live/companion.ts';
import type { CompanionFlags } from '../live/companion-flags.ts';
import { listBatch } from '../live/index-entry.ts';
import { comparedWith } from '../live/last-batch.ts';
import { openerOf } from '../platform/opener.ts';
import { keepListeningToTheEnd, outliveSession } from '../platform/signals.ts';
import { keepHeapSmall } from '../platform/small-heap.ts';
import { painter } from '../show/colour.ts';
import { faultText } from '../show/fault-text.ts';
import { createInterruption, type Interruption } from '../show/interruption.ts';
import type { Progress } from '../show/progress.ts';
import { damagedLines, remarkLines } from '../show/resume-text.ts';
import { storageText } from '../show/storage-text.ts';
import { showProgress } from '../tui/show-progress.ts';
import type { BatchFlags } from './batch-flags.ts';
import { loadBatch } from './load-batch.ts';

export interface RunFlags extends BatchFlags, CompanionFlags {
  readonly history: boolean;
  readonly fresh: boolean;
  readonly allowOutputInInputs?: boolean;
  readonly verify: boolean;
  readonly repair?: boolean;
  /** Keep the results of a task whose files have changed. */
  readonly keep?: boolean;
  /** False: no page is written. */
  readonly html?: boolean;
  /** Output folder of an earlier batch that the page compares this one with. */
  readonly baseline?: string;
  /** False: names of columns are not looked up before the batch runs. */
  readonly check?: boolean;
  /** The part of the inputs to read, for `merge`. */
  readonly shard?: Shard;
  /** The fleet file of this machine: nodes do the tasks. */
  readonly fleet?: string;
  /** With `fleet`: this machine is a node, too. */
  readonly here?: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast run`: everything from the batch file to the tables. Returns the exit code. */
export async function runCommand(file: string, flags: RunFlags): Promise<number> {
  return runChecked(() => withShard(loadBatch(file, flags), flags), flags);
}

/** Fault NOT_SHARDED. */
export function withShard(checked: CheckedBatch, { shard }: Pick<RunFlags, 'shard'>): CheckedBatch {
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

interface Running {
  readonly interruption: Interruption;
  readonly orders: Orders;
  /** Null if this machine does the tasks itself. */
  readonly fleet: FleetRun | null;
}

/** What knows fleets is loaded only for one. */
async function fleetOf(checked: CheckedBatch, flags: RunFlags): Promise<FleetRun | null> {
  const { fleet } = flags;
  if (fleet === undefined) return null;
  const { runOnFleet } = await import('../fleet/run-on-fleet.ts');
  return runOnFleet(checked, { ...flags, fleet }, (line) => remark([line], flags));
}

function shardLines({ shard, merged }: CheckedBatch, { inputs, output }: OpenBatch): readonly string[] {
  const files = countText(inputs.length, 'file');
  const part = shard === undefined ? [] : [`${shardText(shard)}: ${files}, in ${output.root}`];
  const all = merged === undefined ? [] : [`merging ${countText(merged.length, 'shard')}: ${files}`];
  return [...part, ...all];
}

async function runToEnd(
  batch: OpenBatch,
  flags: RunFlags,
  { interruption, orders, fleet }: Running,
): Promise<BatchEnd> {
  let progress: Progress | null = null;
  const started = (run: BatchRun): void => {
    progress = showProgress(batch.batch.name, run, flags);
    interruption.running(stoppable(fleet?.stoppable(run) ?? run, progress));
  };
  try {
    const run = batch.run({
      progressEvery: 0,
      ...(fleet === null ? {} : { share: fleet.share }),
      observe: (event) => {
        onEvent(event, { batch, interruption, progress });
        if (event.type !== 'damaged') return;
        remark(damagedLines(event.results, event.again ? 'again' : 'later'), flags);
        if (event.again) started(run);
      },
    });
    started(run);
    orders.running(run);
    return await run.ended;
  } finally {
    stop(progress);
  }
}

/** A function of its own: the compiler does not see that observers assign the variable. */
function stop(progress: Progress | null): void {
  progress?.stop();
}

interface Watching {
  readonly batch: OpenBatch;
  readonly interruption: Interruption;
  readonly progress: Progress | null;
}

function onEvent(event: BatchEvent, { batch, interruption, progress }: Watching): void {
  if (event.type === 'settled' && event.cause !== null) progress?.failed(event.file, event.cause);
  // A batch that waits for a licence shows it at once.
  if (event.type === 'seats' && event.state !== 'limited') progress?.show();
  if (event.type === 'storage-fault') {
    progress?.stop();
    print(storageText(batch.output, event).map(forTerminal), process.stderr);
  }
  if (event.type === 'publishing') {
    progress?.stop();
    interruption.writing();
  }
}

function stoppable(
  run: Pick<BatchRun, 'drain' | 'cancel'>,
  progress: Progress,
): Pick<BatchRun, 'drain' | 'cancel'> {
  return {
    drain: (cause) => {
      run.drain(cause);
      progress.show();
    },
    cancel: (cause) => {
      run.cancel(cause);
      progress.show();
    },
  };
}

/** With `--json` standard output has the report alone; with just `--quiet` it has nothing. */
function show(
  { figures, report, places }: Published,
  { json, quiet }: RunFlags,
  first: readonly string[],
): void {
  const style = { nameAll: `ballast explain "${path.dirname(places.journal)}" --all`, opener: openerOf() };
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!quiet) {
    const { stdout } = endText(figures, places, { ...style, paint: painter(process.stdout) });
    print([...first, ...stdout], process.stdout);
  }
  const text = endText(figures, places, { ...style, paint: painter(process.stderr) });
  print(quiet ? text.failures : text.stderr, process.stderr);
}

function nothingChanged({ figures: { outcomes } }: Published, { repair = false }: RunFlags): string {
  if (repair)
    return `nothing to repair: ${countText(outcomes.succeeded, 'result')} and all tables as written`;
  return `nothing has changed: ${countText(outcomes.succeeded, 'result')} as before`;
}

function exitCodeOf({ reason }: BatchEnd): number {
  switch (reason) {
    case 'all-succeeded':
      return EXIT.ok;
    case 'some-did-not':
      return EXIT.someDidNot;
    case 'interrupted':
      return EXIT.interrupted;
  }
}

/** Somebody took the folder away, and perhaps the journal with it. */
const LOST_FOLDER: ReadonlySet<string> = new Set(['OUTPUT_DISTURBED', 'OUTPUT_TAKEN']);

/** Says nothing of any task: this machine and the server did not come together, as before the first task. */
const OF_FLEETS = 'FLEET_';

/** An error after the journal began: tasks have run, so it is not a configuration error. */
function broken(error: unknown, { output: { journal } }: OpenBatch): number {
  const hadBegun = existsSync(journal) || (isFault(error) && LOST_FOLDER.has(error.code));
  if (!hadBegun) throw error;
  if (!isFault(error)) {
    print([`the journal of the batch is kept: ${forTerminal(journal)}`], process.stderr);
    throw error;
  }
  print(faultText(error).split('\n'), process.stderr);
  if (error.code.startsWith(OF_FLEETS)) return EXIT.configuration;
  return isOutputFault(error) ? EXIT.storage : EXIT.someDidNot;
}

/** For the user to know, but not an error. */
function remark(lines: readonly string[], { quiet }: RunFlags): void {
  if (!quiet) print(lines.map(forTerminal), process.stderr);
}

function print(lines: readonly string[], out: NodeJS.WriteStream): void {
  for (const line of lines) out.write(`${line}\n`);
}

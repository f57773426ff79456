import { existsSync } from 'node:fs';
import { endText, exitReason, forTerminal } from '@ballast/reporting';
import { isFault } from '@ballast/resource-model';
import { startInterruption } from '../batch/interruption.ts';
import { keepHistory } from '../batch/keep-history.ts';
import { isOutputFault } from '../batch/output-fault.ts';
import { type PreparedBatch, prepareBatch } from '../batch/prepare.ts';
import { type Published, publishedBefore, publishOutputs } from '../batch/publish.ts';
import { runBatch } from '../batch/run-batch.ts';
import { storageText } from '../batch/storage-text.ts';
import { countText } from '../count-text.ts';
import { deliver } from '../digitalmodel/delivery.ts';
import { EXIT } from '../exit-code.ts';
import { faultText } from '../show/fault-text.ts';
import { type BatchFlags, type LoadedBatch, loadBatch } from './load-batch.ts';

export interface RunFlags extends BatchFlags {
  readonly history: boolean;
  readonly fresh: boolean;
  readonly verify: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast run`: everything from the batch file to the tables. Gives the exit code. */
export async function runCommand(file: string, flags: RunFlags): Promise<number> {
  const loaded = loadBatch(file, flags);
  remark(loaded.warnings, flags);
  using prepared = await prepareBatch(loaded, flags);
  const { movedAside, remarks, nothingToDo } = prepared.start;
  remark(prepared.warnings, flags);
  if (movedAside !== null) {
    remark([`The output folder held an earlier batch; it is now ${movedAside}`], flags);
  }
  remark(remarks, flags);
  try {
    const { published, storageFault } = nothingToDo
      ? { published: publishedBefore(prepared), storageFault: null }
      : await runAndPublish(prepared, flags);
    await deliverOutputs(loaded, published, flags);
    show(published, flags, nothingToDo ? [nothingChanged(published)] : []);
    return storageFault === null ? exitCodeOf(published) : EXIT.storage;
  } catch (error) {
    return broken(error, prepared);
  }
}

/** A signal means something from the first task until the report is there; see `Interruption`. */
async function runAndPublish(
  prepared: PreparedBatch,
  flags: RunFlags,
): Promise<{ readonly published: Published; readonly storageFault: string | null }> {
  const interruption = startInterruption((line) => remark([line], flags));
  try {
    const state = await runBatch(prepared, { quiet: flags.quiet, interruption });
    interruption.writing();
    const { storageFault } = state.lifecycle;
    if (storageFault !== null) {
      say(storageText(prepared.output, storageFault).map(forTerminal), process.stderr);
    }
    const published = await publishOutputs(prepared);
    if (flags.history) await keepHistory(prepared, { state, figures: published.figures });
    return { published, storageFault };
  } finally {
    interruption.stop();
  }
}

/** What a digitalmodel configuration gets besides. */
async function deliverOutputs(loaded: LoadedBatch, published: Published, flags: RunFlags): Promise<void> {
  const { delivery, batch, inputDirectory } = loaded;
  if (delivery === undefined) return;
  remark(await deliver(delivery, { tables: batch.tables, inputDirectory }, published), flags);
}

/** Standard output has the report alone with `--json`, and nothing with `--quiet` alone. */
function show(
  { figures, report, places }: Published,
  { json, quiet }: RunFlags,
  first: readonly string[],
): void {
  const text = endText(figures, places);
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!quiet) say([...first, ...text.stdout], process.stdout);
  say(quiet ? text.failures : text.stderr, process.stderr);
}

function nothingChanged({ figures: { outcomes } }: Published): string {
  return `nothing has changed: ${countText(outcomes.succeeded, 'result')} as before`;
}

function exitCodeOf({ figures }: Published): number {
  switch (exitReason(figures)) {
    case 'all-succeeded':
      return EXIT.ok;
    case 'some-did-not':
      return EXIT.someDidNot;
    case 'interrupted':
      return EXIT.interrupted;
  }
}

/** What went wrong once there was a journal: tasks have run, so that it is no matter of configuration. */
function broken(error: unknown, { output: { journal } }: PreparedBatch): number {
  if (!existsSync(journal)) throw error;
  if (!isFault(error)) {
    say([`The journal of the batch is kept: ${forTerminal(journal)}`], process.stderr);
    throw error;
  }
  say(faultText(error).split('\n'), process.stderr);
  return isOutputFault(error) ? EXIT.storage : EXIT.someDidNot;
}

/** Worth knowing, but no error. */
function remark(lines: readonly string[], { quiet }: RunFlags): void {
  if (!quiet) say(lines.map(forTerminal), process.stderr);
}

function say(lines: readonly string[], out: NodeJS.WriteStream): void {
  for (const line of lines) out.write(`${line}\n`);
}

import type { Batch } from '@ballast/config';
import type { OutputFolder } from '../folder/layout.ts';
import type { Input } from '../inputs/list.ts';
import { type BatchSource, type CheckOptions, checkBatch } from '../prepare/check-batch.ts';
import type { CheckedBatch } from '../prepare/checked-batch.ts';
import { type PreparedBatch, prepareBatch } from '../prepare/prepare.ts';
import type { Remark } from '../resume/remark.ts';
import { type BatchRun, type RunOptions, startRun } from './batch-run.ts';

export interface OpenOptions {
  /** Whether to use what earlier batches taught about this machine, and to store what this one teaches; default true. */
  readonly history?: boolean;
  /** Whether to start over: what the output folder holds is moved aside and not used. */
  readonly fresh?: boolean;
  /** Whether to compare whole inputs (by hash) with what was read, not just their sizes and times. */
  readonly verify?: boolean;
  /** Whether to compare everything that the batch wrote with its digests, not just its sizes; `verify` does it too. */
  readonly repair?: boolean;
  /** Whether to accept an output folder that is the input folder or lies in it. */
  readonly allowOutputInInputs?: boolean;
  /** Whether to keep the results of a task of the user's own whose files have changed since; default false. */
  readonly keep?: boolean;
  /** Whether to write the report as a page too (`report.html`); default true. */
  readonly page?: boolean;
  /** Output folder of an earlier batch that the page compares this one with, relative to the working directory. */
  readonly baseline?: string;
  /** Where the last batch with the same name wrote: compared with if no other is named, and none was moved aside for this one. */
  readonly lastBatch?: string;
  /** Whether to look up the names of the columns in the inputs before anything is read; default true. Fault: COLUMNS_NOT_FOUND. */
  readonly checkNames?: boolean;
  /** Whether other machines write results into the output folder, also while no process of this batch runs here; default false. */
  readonly isShared?: boolean;
  /** Called when everything that can be refused has been checked, right before anything is written. */
  readonly beforeTaking?: () => void;
  /** Called with one sentence before this process watches for a while whether a lock of another one is in use. */
  readonly notice?: (message: string) => void;
}

/**
 * A batch whose output folder belongs to this process until it is disposed of. Dispose of it with `await using`: a batch
 * that still runs is cancelled, and can be resumed by opening it again.
 */
export interface OpenBatch extends AsyncDisposable {
  readonly batch: Batch;
  /** In the order in which tables list them. */
  readonly inputs: readonly Input[];
  readonly output: OutputFolder;
  readonly warnings: readonly string[];
  /** How the batch begins: resumed, continued, with reused results. */
  readonly remarks: readonly Remark[];
  /** Where another batch that was in the output folder was moved to; null if there was none. */
  readonly movedAside: string | null;
  /** Every file is done, and the tables and the report exist: `run` only reads them. */
  readonly nothingToDo: boolean;
  /** Starts the batch, or resumes it. May be called once, before the batch is disposed of. */
  run(options?: RunOptions): BatchRun;
}

/**
 * Checks a batch and takes its output folder: the text of a batch file, or an object with the same keys. Faults:
 * BATCH_INVALID, and those of `openCheckedBatch`.
 */
export async function openBatch(
  source: BatchSource,
  options: CheckOptions & OpenOptions = {},
): Promise<OpenBatch> {
  return openCheckedBatch(checkBatch(source, options), options);
}

/** The same for a batch that was checked before. Faults: those of inputs, the output folder, the reader and the journal. */
export async function openCheckedBatch(
  checked: CheckedBatch,
  {
    history = true,
    fresh = false,
    verify = false,
    repair = false,
    checkNames = true,
    ...calls
  }: OpenOptions = {},
): Promise<OpenBatch> {
  const prepared = await prepareBatch(checked, {
    history,
    fresh,
    verify,
    repair,
    checkNames,
    startsWorkers: true,
    ...calls,
  });
  return new Opened(checked, prepared, history);
}

class Opened implements OpenBatch {
  readonly batch: Batch;
  readonly inputs: readonly Input[];
  readonly output: OutputFolder;
  readonly warnings: readonly string[];
  readonly remarks: readonly Remark[];
  readonly movedAside: string | null;
  readonly nothingToDo: boolean;
  readonly #checked: CheckedBatch;
  readonly #prepared: PreparedBatch;
  readonly #history: boolean;
  #run: BatchRun | null = null;
  #disposed = false;

  constructor(checked: CheckedBatch, prepared: PreparedBatch, history: boolean) {
    this.#checked = checked;
    this.#prepared = prepared;
    this.#history = history;
    this.batch = prepared.batch;
    this.inputs = prepared.inputs;
    this.output = prepared.output;
    this.warnings = [...checked.warnings, ...prepared.warnings];
    this.remarks = prepared.start.remarks;
    this.movedAside = prepared.start.movedAside;
    this.nothingToDo = prepared.start.nothingToDo;
  }

  run(options: RunOptions = {}): BatchRun {
    if (this.#run !== null)
      throw new Error('a batch runs once after it is opened; open it again to resume it');
    if (this.#disposed)
      throw new Error('the batch was disposed of and its output folder released; open it again to run it');
    this.#run = startRun(
      { checked: this.#checked, prepared: this.#prepared, history: this.#history },
      options,
    );
    return this.#run;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    const run = this.#run;
    if (run !== null) {
      run.cancel('the batch was closed');
      // Whoever waits for the end gets its error.
      await run.ended.catch(() => undefined);
    }
    using prepared = this.#prepared;
    await prepared.workers[Symbol.asyncDispose]();
  }
}

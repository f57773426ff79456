import { type ExitReason, exitReason } from '@ballast/reporting';
import type { Engine } from '@ballast/scheduler';
import type { CheckedBatch } from '../prepare/checked-batch.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { Published } from '../prepare/published.ts';
import { keepHistory } from '../publish/keep-history.ts';
import { publishedBefore, publishOutputs } from '../publish/publish.ts';
import { type Row, tableRowsOf } from '../publish/rows.ts';
import { EventStream } from './event-stream.ts';
import type { BatchEvent } from './events.ts';
import { type BatchProgress, ProgressMeter } from './progress.ts';
import { runBatch } from './run-batch.ts';

export interface RunOptions {
  /** Called for every event, in order. It must not throw. */
  readonly observe?: (event: BatchEvent) => void;
  /** Aborting it cancels the batch: what runs is stopped; opening the batch again resumes it. */
  readonly signal?: AbortSignal;
  /** Milliseconds between two `progress` events; default 1000, 0 for none. */
  readonly progressEvery?: number;
}

/** A batch that runs. Iterate over it for its events; `ended` settles with or without a reader. */
export interface BatchRun extends AsyncIterable<BatchEvent> {
  /** Settles when tables and report are in their places, also after a drain or a cancellation. Faults: STORAGE_FULL, OUTPUT_UNWRITABLE, OUTPUT_TAKEN. */
  readonly ended: Promise<BatchEnd>;
  /** The present state; null before the first task is scheduled and if there was nothing to do. */
  progress(): BatchProgress | null;
  /** Starts nothing more and lets what is running finish. */
  drain(cause: string): void;
  /** Starts nothing more and stops what is running. */
  cancel(cause: string): void;
}

/** How a batch ended, and what it made. */
export interface BatchEnd {
  readonly reason: ExitReason;
  /** Why the output could not be written any more; null if it could. */
  readonly storageFault: string | null;
  readonly published: Published;
  /** What went wrong after the tables were written, and does not concern them. */
  readonly warnings: readonly string[];
  /** The rows of a table, in input order, one result in memory at a time. Fault: TABLE_UNKNOWN. */
  rows(table: string): Iterable<Row>;
}

interface ToRun {
  readonly checked: CheckedBatch;
  readonly prepared: PreparedBatch;
  readonly history: boolean;
}

const PROGRESS_EVERY = 1000;

export function startRun(
  toRun: ToRun,
  { observe, signal, progressEvery = PROGRESS_EVERY }: RunOptions,
): BatchRun {
  const stream = new EventStream();
  const control = new Control();
  const emit = (event: BatchEvent): void => {
    observe?.(event);
    stream.push(event);
  };
  const abort = (): void => control.cancel(causeOf(signal));
  if (signal?.aborted === true) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  const timer =
    progressEvery > 0
      ? setInterval(() => {
          const progress = control.progress();
          if (progress !== null) emit({ type: 'progress', progress });
        }, progressEvery)
      : undefined;
  timer?.unref();
  const ended = runToEnd(toRun, control, emit).finally(() => {
    clearInterval(timer);
    signal?.removeEventListener('abort', abort);
    control.end();
    stream.end();
  });
  // An error is for whoever waits for the end; a reader of events alone must not bring the process down.
  ended.catch(() => undefined);
  return {
    ended,
    progress: () => control.progress(),
    drain: (cause) => control.drain(cause),
    cancel: (cause) => control.cancel(cause),
    [Symbol.asyncIterator]: () => stream.read(),
  };
}

function causeOf(signal: AbortSignal | undefined): string {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason.message : 'the batch was aborted';
}

async function runToEnd(
  { checked, prepared, history }: ToRun,
  control: Control,
  emit: (event: BatchEvent) => void,
): Promise<BatchEnd> {
  const warnings: string[] = [];
  let storageFault: string | null = null;
  let published: Published;
  if (prepared.start.nothingToDo) published = publishedBefore(prepared);
  else {
    const state = await runBatch(prepared, { started: (engine) => control.start(engine), event: emit });
    control.end();
    storageFault = state.lifecycle.storageFault;
    if (storageFault !== null) emit({ type: 'storage-fault', message: storageFault });
    emit({ type: 'publishing' });
    published = await publishOutputs(prepared);
    const unkept = history ? await keepHistory(prepared, { state, figures: published.figures }) : null;
    if (unkept !== null) warnings.push(unkept);
  }
  warnings.push(...((await checked.afterPublish?.(published)) ?? []));
  emit({ type: 'published', published });
  return {
    reason: exitReason(published.figures),
    storageFault,
    published,
    warnings,
    rows: (table) => tableRowsOf(table, prepared, published.figures),
  };
}

/** Orders that arrive before the engine runs take effect when it starts. */
class Control {
  readonly #early: ((engine: Engine) => void)[] = [];
  #engine: Engine | null = null;
  #meter: ProgressMeter | null = null;
  #ended = false;

  start(engine: Engine): void {
    this.#meter = new ProgressMeter(engine.state());
    this.#engine = engine;
    for (const order of this.#early.splice(0)) order(engine);
  }

  end(): void {
    this.#ended = true;
  }

  progress(): BatchProgress | null {
    return this.#engine === null ? null : (this.#meter?.read(this.#engine.state()) ?? null);
  }

  drain(cause: string): void {
    this.#apply((engine) => engine.drain(cause));
  }

  cancel(cause: string): void {
    this.#apply((engine) => engine.cancel(cause));
  }

  #apply(order: (engine: Engine) => void): void {
    if (this.#ended) return;
    if (this.#engine === null) this.#early.push(order);
    else order(this.#engine);
  }
}

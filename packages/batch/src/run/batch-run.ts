import { type ExitReason, exitReason } from '@ballast/reporting';
import type { Order } from '@ballast/scheduler';
import type { CheckedBatch } from '../prepare/checked-batch.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { Published } from '../prepare/published.ts';
import { keepHistory } from '../publish/keep-history.ts';
import { publishedBefore } from '../publish/publish.ts';
import { type Row, tableRowsOf } from '../publish/rows/rows.ts';
import { Control } from './control.ts';
import { EventStream } from './event-stream.ts';
import type { BatchEvent } from './events.ts';
import { type Observe, Observer } from './observer.ts';
import type { BatchProgress } from './progress.ts';
import { type RunCalls, runAndPublish } from './run-to-end.ts';
import type { ShareBatch } from './share.ts';

export interface RunOptions {
  /** Called for every event, in order. If it fails, it is not called again, and the end of the batch has a warning. */
  readonly observe?: Observe;
  /**
   * Aborting it cancels the batch: running attempts are stopped, and tables and report are made of what was read. Has no
   * effect once they are being written, unless a file has to be read again. Opening the batch again resumes it.
   */
  readonly signal?: AbortSignal;
  /** Has the tasks done by other machines; the batch must have been opened with `isShared`. */
  readonly share?: ShareBatch;
  /** Milliseconds between two `progress` events; default 1000, 0 for none. */
  readonly progressEvery?: number;
}

/** A batch that runs. Iterate over it for its events; `ended` settles with or without a reader. */
export interface BatchRun extends AsyncIterable<BatchEvent> {
  /**
   * Settles when tables and report are in their places, also after a drain or a cancellation. Faults: STORAGE_FULL,
   * OUTPUT_UNWRITABLE, OUTPUT_TAKEN, OUTPUT_DISTURBED, RESULTS_DAMAGED. An iteration over the events just ends if this
   * rejects.
   */
  readonly ended: Promise<BatchEnd>;
  /** The present state, and the last one after the end; null before the first task is scheduled and if there was nothing to do. */
  progress(): BatchProgress | null;
  /** Starts nothing more and lets running attempts finish. */
  drain(cause: string): void;
  /** Starts nothing more and stops running attempts. */
  cancel(cause: string): void;
  /** Pauses admission, lets it go on, or limits the memory budget; a record of the journal has it with its cause. */
  order(order: Order): void;
}

/** How a batch ended, and what it made. */
export interface BatchEnd {
  readonly reason: ExitReason;
  /** Why the output could not be written any more; null if it could. */
  readonly storageFault: string | null;
  /** Why each file ended as it did is in `published.report.files`. */
  readonly published: Published;
  /** What went wrong besides: the tables are complete. */
  readonly warnings: readonly string[];
  /**
   * The rows of a table, in input order, read again by each iteration with one result in memory at a time. Faults:
   * TABLE_UNKNOWN, RESULT_DAMAGED.
   */
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
  { observe, signal, share, progressEvery = PROGRESS_EVERY }: RunOptions,
): BatchRun {
  const stream = new EventStream();
  const observer = new Observer(observe);
  const control = new Control();
  const emit = (event: BatchEvent): void => {
    observer.take(event);
    stream.push(event);
  };
  const abort = (): void => control.cancel(causeOf(signal));
  if (signal?.aborted === true) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  const timer = progressEvery > 0 ? setInterval(() => emitProgress(control, emit), progressEvery) : undefined;
  timer?.unref();
  const ended = runToEnd(toRun, { control, emit, share })
    .then((end) => withWarning(end, observer.warning))
    .finally(() => {
      clearInterval(timer);
      signal?.removeEventListener('abort', abort);
      stream.end();
    });
  // An error is for whoever waits for the end; a reader of events alone must not bring the process down.
  ended.catch(() => undefined);
  return {
    ended,
    progress: () => control.progress(),
    drain: (cause) => control.drain(cause),
    cancel: (cause) => control.cancel(cause),
    order: (order) => control.order(order),
    [Symbol.asyncIterator]: () => stream.read(),
  };
}

function emitProgress(control: Control, emit: (event: BatchEvent) => void): void {
  const progress = control.isRunning ? control.progress() : null;
  if (progress !== null) emit({ type: 'progress', progress });
}

function causeOf(signal: AbortSignal | undefined): string {
  const reason: unknown = signal?.reason;
  if (typeof reason === 'string') return reason;
  // `abort()` without a reason gives an AbortError, whose message names no batch.
  return reason instanceof Error && reason.name !== 'AbortError' ? reason.message : 'the batch was aborted';
}

function withWarning(end: BatchEnd, warning: string | null): BatchEnd {
  return warning === null ? end : { ...end, warnings: [...end.warnings, warning] };
}

async function runToEnd({ checked, prepared, history }: ToRun, calls: RunCalls): Promise<BatchEnd> {
  const { control, emit } = calls;
  const ran = prepared.start.nothingToDo ? null : await runAndPublish(prepared, calls);
  control.end();
  const published = ran?.published ?? publishedBefore(prepared);
  const warnings = [...(ran?.warnings ?? [])];
  const { figures } = published;
  // What other machines took teaches nothing about this one.
  const isOwn = ran !== null && history && !prepared.isShared;
  const unkept = isOwn ? await keepHistory(prepared, { state: ran.state, figures }) : null;
  if (unkept !== null) warnings.push(unkept);
  warnings.push(...((await checked.afterPublish?.(published)) ?? []));
  emit({ type: 'published', published });
  return {
    reason: exitReason(figures),
    storageFault: ran?.storageFault ?? null,
    published,
    warnings,
    rows: (table) => tableRowsOf(table, prepared, figures),
  };
}

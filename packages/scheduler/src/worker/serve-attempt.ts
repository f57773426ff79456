import { bytes, milliseconds } from '@ballast/resource-model';
import type { AttemptEnd, AttemptMeasures } from '../core/state/event.ts';
import type { Findings } from '../core/state/outcome.ts';
import { WORTH_TELLING } from '../core/state/worth-telling.ts';
import { asFault } from './as-fault.ts';
import { type FromWorker, isToWorker, type WorkOrder } from './messages.ts';

/** Least time between two progress reports, in milliseconds. */
const REPORT_EVERY = 100;
/** The coordinator takes a worker that has spoken once as loading from the moment it gets an order. */
let hasSpoken = false;

/** How a load shares storage, memory and cores with others. */
export interface AttemptControl {
  /** Called before each piece that is read, with its bytes; settles when it may be read. */
  chunk(bytes: number): Promise<void>;
  /**
   * Called when everything has been read once but the memory is still to be taken; settles when it may be. A load that
   * never calls it takes its memory while it reads.
   */
  ready(): Promise<void>;
}

/** What a worker does with one order. `Loaded` is whatever the loading gives to the computing. */
export interface AttemptSteps<Loaded> {
  /** The storage-bound part. */
  load(control: AttemptControl): Promise<Loaded>;
  /** The core-bound part; gives the attempt's result. */
  compute(loaded: Loaded): Promise<Findings & { readonly result: string | null }>;
  /** Called in any case, with what was loaded if anything was. */
  release(loaded: Loaded | null): void;
  /** Largest resident set since the attempt began, in bytes; null where the system does not tell. */
  highWater(): number | null;
  /** Milliseconds so far in which this process was ready and no core was free; a count that only grows. */
  coreWait?(): number;
}

/** Runs one attempt in a worker process and keeps up the conversation with the coordinator. */
export async function serveAttempt<Loaded>(
  order: WorkOrder<unknown>,
  steps: AttemptSteps<Loaded>,
): Promise<AttemptEnd> {
  const talk = new Conversation(order);
  const started = performance.now();
  let loadedAt: number | null = null;
  let computeFrom = started;
  let waitedBefore = 0;
  const beginComputing = (): void => {
    computeFrom = performance.now();
    waitedBefore = steps.coreWait?.() ?? 0;
  };
  let loaded: Loaded | null = null;
  const measures = (): AttemptMeasures => ({
    highWater: optionalBytes(steps.highWater()),
    loadTime: milliseconds((loadedAt ?? performance.now()) - started),
    computeTime: milliseconds(loadedAt === null ? 0 : performance.now() - computeFrom),
    ...(loadedAt === null || steps.coreWait === undefined
      ? {}
      : { coreWait: milliseconds(Math.max(0, steps.coreWait() - waitedBefore)) }),
    bytesRead: bytes(talk.bytesRead),
  });
  try {
    loaded = await steps.load({
      chunk: (count) => talk.chunk(count),
      ready: async () => {
        loadedAt = performance.now();
        await talk.loaded();
        beginComputing();
      },
    });
    if (loadedAt !== null) {
      talk.settledIn();
    } else {
      loadedAt = performance.now();
      await talk.loaded();
      beginComputing();
    }
    const result = await steps.compute(loaded);
    return { kind: 'succeeded', ...result, measures: measures() };
  } catch (error) {
    return { kind: 'failed', fault: asFault(error), measures: measures() };
  } finally {
    steps.release(loaded);
    talk.close();
  }
}

function optionalBytes(value: number | null): AttemptMeasures['highWater'] {
  return value === null ? null : bytes(value);
}

class Conversation {
  bytesRead = 0;
  #piece = 0;
  readonly #task: number;
  readonly #listener: (message: unknown) => void;
  #reported = performance.now();
  readonly #began = performance.now();
  #granted: boolean;
  #onGo: (() => void) | null = null;
  #paused: Promise<void> | null = null;
  #onResume: (() => void) | null = null;

  constructor(order: WorkOrder<unknown>) {
    this.#task = order.task;
    this.#granted = order.go;
    this.#listener = (message) => this.#hear(message);
    process.on('message', this.#listener);
    if (!hasSpoken) this.#report();
    hasSpoken = true;
  }

  /** Settles at once unless the load is paused. */
  async chunk(count: number): Promise<void> {
    while (this.#paused !== null) await this.#paused;
    this.#endPiece(count);
    if (performance.now() - this.#reported >= REPORT_EVERY) this.#report();
    // Messages from the coordinator are only seen when the event loop turns.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#paused !== null) await this.#paused;
  }

  /** A piece counts as read when the next one is asked for, or none is left: the storage's rate depends on it. */
  #endPiece(next: number): void {
    this.bytesRead += this.#piece;
    this.#piece = next;
  }

  /** Tells that everything is in memory, and waits for the word to go on where it was not given beforehand. */
  async loaded(): Promise<void> {
    this.#endPiece(0);
    if (this.#granted) {
      const isLong = performance.now() - this.#began >= WORTH_TELLING;
      if (isLong) say({ ballast: 'loaded', task: this.#task, resident: process.memoryUsage.rss() });
      return;
    }
    await new Promise<void>((resolve) => {
      this.#onGo = resolve;
      say({ ballast: 'loaded', task: this.#task, resident: process.memoryUsage.rss() });
    });
  }

  settledIn(): void {
    if (performance.now() - this.#began < WORTH_TELLING) return;
    say({ ballast: 'settled-in', task: this.#task, resident: process.memoryUsage.rss() });
  }

  close(): void {
    process.off('message', this.#listener);
  }

  #report(): void {
    this.#reported = performance.now();
    say({ ballast: 'loading', task: this.#task, bytesRead: this.bytesRead });
  }

  #hear(message: unknown): void {
    if (!isToWorker(message)) return;
    if (message.ballast === 'go') {
      this.#granted = true;
      this.#onGo?.();
    } else if (message.ballast === 'pause' && this.#paused === null) {
      this.#paused = new Promise((resolve) => {
        this.#onResume = resolve;
      });
    } else if (message.ballast === 'resume') {
      this.#onResume?.();
      this.#paused = null;
      this.#onResume = null;
    }
  }
}

function say(message: FromWorker): void {
  process.send?.(message);
}

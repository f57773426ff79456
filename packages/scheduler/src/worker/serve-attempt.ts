import { bytes, type Milliseconds, milliseconds } from '@ballast/resource-model';
import type { AttemptEnd } from '../core/state/event.ts';
import type { AttemptMeasures } from '../core/state/measures.ts';
import { SHORT_LOAD } from '../core/state/memory/short-load.ts';
import type { Findings, WrittenFile } from '../core/state/tasks/outcome.ts';
import { asFault } from './as-fault.ts';
import { listen } from './mailbox.ts';
import type { About, AboutOrder, WorkOrder } from './messages.ts';
import { post } from './outbox.ts';

/** Least time between two progress reports, in milliseconds. */
const REPORT_EVERY = 100;
/** Once a worker has reported, the coordinator counts it as loading as soon as it gets an order. */
let hasReported = false;
/** What `coreWait` showed at the end of the order before, if this one follows it at once; null if it does not. */
let waitedSoFar: number | null = null;

/** Lets a load share storage, memory and cores with other loads. */
export interface AttemptControl {
  /** Call before each piece, with its size in bytes; settles when the piece may be read. */
  chunk(bytes: number): Promise<void>;
  /**
   * Call when everything has been read once and the memory is about to be taken; settles when it may be taken. A load
   * that never calls it takes its memory while it reads.
   */
  ready(): Promise<void>;
}

/** What an attempt found and wrote. */
type Computed = Findings & { readonly result: string | null; readonly files?: readonly WrittenFile[] };

/** How a worker carries out one order. `Loaded` is whatever `load` passes to `compute`. */
export interface AttemptSteps<Loaded> {
  /** Before the load; its time does not count as time to load. */
  prepare?(): Promise<void>;
  /** The storage-bound part. */
  load(control: AttemptControl): Promise<Loaded>;
  /** The core-bound part; returns the attempt's result. `alive` says that it makes progress. */
  compute(loaded: Loaded, alive: () => void): Promise<Computed>;
  /** There is hardly any load: that it computes is reported even if the load took no time. */
  readonly onlyComputes?: boolean;
  /** Always called; with null if nothing was loaded. */
  release(loaded: Loaded | null): void;
  /** Largest resident set since the attempt began, in bytes; null if the system does not report it. */
  highWater(): number | null;
  /** Resident set now, in bytes. */
  resident?(): number;
  /** Milliseconds for which `compute` wrote its result; 0 before. */
  writeTime?(): number;
  /** Milliseconds so far in which this process was ready to run but had no core; a count that only grows. */
  coreWait?(): number;
}

/** Runs one attempt in a worker process and exchanges its messages with the coordinator. */
export async function serveAttempt<Loaded>(
  order: WorkOrder<unknown>,
  steps: AttemptSteps<Loaded>,
): Promise<AttemptEnd> {
  const startTime = hasReported ? null : Math.max(0, performance.now() - (order.waited ?? 0));
  const conversation = new Conversation(order, steps.onlyComputes ?? false);
  let started = performance.now();
  let loadedAt: number | null = null;
  let computeFrom = started;
  let waitedBefore = 0;
  let waitedAtEnd: number | null = null;
  const beginComputing = (): void => {
    computeFrom = performance.now();
    // To look again takes a part of a brief task.
    const isShort = computeFrom - started < SHORT_LOAD;
    waitedBefore = (isShort ? waitedSoFar : null) ?? steps.coreWait?.() ?? 0;
  };
  let loaded: Loaded | null = null;
  const measures = (): AttemptMeasures => ({
    highWater: optionalBytes(steps.highWater()),
    loadTime: milliseconds((loadedAt ?? performance.now()) - started),
    computeTime: milliseconds(loadedAt === null ? 0 : performance.now() - computeFrom),
    ...coreWait(),
    bytesRead: bytes(conversation.bytesRead),
    ...spans({
      startTime,
      gateTime: conversation.gateTime,
      pausedTime: conversation.pausedTime,
      writeTime: steps.writeTime?.() ?? 0,
    }),
  });
  const coreWait = (): Pick<AttemptMeasures, 'coreWait'> => {
    if (loadedAt === null || steps.coreWait === undefined) return {};
    const waited = steps.coreWait();
    waitedAtEnd = waited;
    return { coreWait: milliseconds(Math.max(0, waited - waitedBefore)) };
  };
  const attempt = async (): Promise<AttemptEnd> => {
    await conversation.during(steps.prepare?.());
    started = performance.now();
    loaded = await steps.load({
      chunk: (count) => conversation.chunk(count),
      ready: async () => {
        loadedAt = performance.now();
        await conversation.loaded({ takesMemory: true });
        beginComputing();
      },
    });
    if (loadedAt !== null) {
      conversation.settledIn();
    } else {
      loadedAt = performance.now();
      await conversation.loaded({ takesMemory: false });
      beginComputing();
    }
    const result = await steps.compute(loaded, () => conversation.alive());
    return { kind: 'succeeded', ...result, measures: measures() };
  };
  const failed = (error: unknown): AttemptEnd => ({
    kind: 'failed',
    fault: asFault(error),
    measures: measures(),
  });
  const end = await attempt()
    .catch(failed)
    .finally(() => {
      const used = loaded;
      loaded = null;
      steps.release(used);
      conversation.close();
    });
  waitedSoFar = order.isFollowed === true ? waitedAtEnd : null;
  const kept = order.isFollowed === true ? undefined : steps.resident?.();
  return kept === undefined ? end : { ...end, measures: { ...end.measures, kept: bytes(kept) } };
}

/** Those that took any time, to the microsecond. */
function spans(times: Readonly<Record<string, number | null>>): Record<string, Milliseconds> {
  const known: Record<string, Milliseconds> = {};
  for (const [name, time] of Object.entries(times)) {
    if (time !== null && time > 0) known[name] = milliseconds(Math.round(time * 1000) / 1000);
  }
  return known;
}

function optionalBytes(value: number | null): AttemptMeasures['highWater'] {
  return value === null ? null : bytes(value);
}

class Conversation {
  bytesRead = 0;
  /** Time spent waiting for `go`, and between two pieces. */
  gateTime = 0;
  pausedTime = 0;
  #piece = 0;
  readonly #about: About;
  readonly #stopListening: () => void;
  #reported = performance.now();
  readonly #began = performance.now();
  #granted: boolean;
  #onGo: (() => void) | null = null;
  #paused: Promise<void> | null = null;
  #onResume: (() => void) | null = null;
  /** Bytes that may be read in all. */
  #credit: number;
  /** Once this much is read, more is asked for, so that the answer arrives before the credit is used up. */
  #askAt: number;
  #onCredit: (() => void) | null = null;

  readonly #onlyComputes: boolean;
  #announcing: NodeJS.Timeout | null = null;

  constructor(order: WorkOrder<unknown>, onlyComputes: boolean) {
    this.#onlyComputes = onlyComputes;
    this.#about = { task: order.task, attempt: order.attempt };
    this.#granted = order.go;
    this.#credit = order.credit ?? Number.POSITIVE_INFINITY;
    this.#askAt = this.#credit / 2;
    this.#stopListening = listen(order.task, (message) => this.#receive(message));
    if (!hasReported) this.#reportLoading({ startCpu: cpuTime() });
    hasReported = true;
  }

  /** Waits, and reports meanwhile: an attempt that waits does not hang. */
  async during(step: Promise<void> | undefined): Promise<void> {
    if (step === undefined) return;
    const timer = setInterval(() => this.#reportLoading(), REPORT_EVERY);
    await step.finally(() => clearInterval(timer));
  }

  /** Settles at once unless the load is paused, or has used up its credit. */
  async chunk(count: number): Promise<void> {
    this.#endPiece();
    if (performance.now() - this.#reported >= REPORT_EVERY || this.bytesRead >= this.#askAt)
      this.#reportLoading();
    // Messages from the coordinator arrive only when the event loop turns.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#paused !== null || this.bytesRead + count > this.#credit) await this.#mayRead(count);
    this.#piece = count;
  }

  async #mayRead(count: number): Promise<void> {
    const since = performance.now();
    while (this.#paused !== null || this.bytesRead + count > this.#credit) {
      if (this.#paused !== null) await this.#paused;
      else await this.#moreCredit();
    }
    this.pausedTime += performance.now() - since;
  }

  /** A piece counts as read once the next one is requested or none is left: the storage rate is computed from it. */
  #endPiece(): void {
    this.bytesRead += this.#piece;
    this.#piece = 0;
  }

  async #moreCredit(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onCredit = resolve;
      this.#reportLoading({ stoppedAt: this.#credit });
    });
  }

  /**
   * Reports that everything has been read, and waits for `go` unless it was given with the order. However short the load was,
   * one that takes its memory only now is reported: a task that counts as loading would not be suspended if it took too much.
   */
  async loaded({ takesMemory }: { readonly takesMemory: boolean }): Promise<void> {
    this.#endPiece();
    if (this.#granted) {
      const isLong = performance.now() - this.#began >= SHORT_LOAD;
      if (isLong || takesMemory) this.#announce();
      // An attempt that ends before needs no message.
      else if (this.#onlyComputes) this.#announcing = setTimeout(() => this.#announce(), SHORT_LOAD);
      return;
    }
    const since = performance.now();
    await new Promise<void>((resolve) => {
      this.#onGo = resolve;
      post({ ballast: 'loaded', ...this.#about, resident: process.memoryUsage.rss() });
    });
    this.gateTime = performance.now() - since;
  }

  settledIn(): void {
    if (performance.now() - this.#began < SHORT_LOAD) return;
    post({ ballast: 'settled-in', ...this.#about, resident: process.memoryUsage.rss() });
  }

  /** The attempt goes on, at whatever it does: it does not hang. */
  alive(): void {
    if (performance.now() - this.#reported >= REPORT_EVERY) this.#reportLoading();
  }

  #announce(): void {
    post({ ballast: 'loaded', ...this.#about, resident: process.memoryUsage.rss() });
  }

  close(): void {
    if (this.#announcing !== null) clearTimeout(this.#announcing);
    this.#stopListening();
  }

  #reportLoading(also: { readonly stoppedAt?: number; readonly startCpu?: number } = {}): void {
    this.#reported = performance.now();
    if (this.bytesRead >= this.#askAt) this.#askAt = Number.POSITIVE_INFINITY;
    const resident = process.memoryUsage.rss();
    post({ ballast: 'loading', ...this.#about, bytesRead: this.bytesRead, resident, ...also });
  }

  #setCredit(most: number | null): void {
    this.#credit = most ?? Number.POSITIVE_INFINITY;
    this.#askAt = (this.bytesRead + this.#credit) / 2;
    this.#onCredit?.();
    this.#onCredit = null;
  }

  #receive(message: AboutOrder): void {
    if (message.ballast === 'go') {
      this.#granted = true;
      this.#onGo?.();
    } else if (message.ballast === 'credit') {
      this.#setCredit(message.bytes);
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

/** Milliseconds of processor time that this process has used. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

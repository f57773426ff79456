import { type TimeLeft, timeLeft } from '@ballast/reporting';
import type { Bytes, Milliseconds } from '@ballast/resource-model';
import {
  type Binding,
  bindingResource,
  type SchedulerState,
  seatWait,
  seatWaitText,
} from '@ballast/scheduler';
import { errorOfRest } from './error-of-rest.ts';
import { type RunningFile, runningFiles } from './running-files.ts';

export type BindingResource = Extract<Binding, 'storage' | 'cores' | 'memory' | 'seats'>;

/** How far a batch has come, as plain data. */
export interface BatchProgress {
  readonly files: number;
  /** Files with a final outcome, and those of them that did not succeed. */
  readonly settled: number;
  readonly failed: number;
  /** Sizes of all inputs, and of the settled ones. */
  readonly totalBytes: Bytes;
  readonly settledBytes: Bytes;
  /** Predicted share of the work done since this process began, 0 to 1. */
  readonly share: number;
  /** Since this process began. */
  readonly elapsed: Milliseconds;
  /** How long it will probably still take; null as long as it is too early to say. */
  readonly left: TimeLeft | null;
  /** What the workers do, the oldest attempt first. */
  readonly running: readonly RunningFile[];
  /** Tasks by phase. A task that loads and may already compute counts as loading only. */
  readonly starting: number;
  readonly loading: number;
  readonly computing: number;
  readonly atGate: number;
  /** Memory of the workers: measured, held by attempts in flight, and the budget. */
  readonly memory: { readonly used: Bytes; readonly held: Bytes; readonly budget: Bytes };
  /** Bytes per second that loads read; null if unknown or nothing loads. */
  readonly readRate: number | null;
  /** What keeps the batch from being faster, if that is clear. */
  readonly boundBy: BindingResource | null;
  readonly mode: 'open' | 'draining' | 'cancelling' | 'ended';
  /** A sentence, if the batch waits for licence seats. */
  readonly seatWait: string | null;
}

/** Cost of an empty file, in bytes of reading, so that many small files count as work too. */
const TASK_COST = 256 * 1024;

/** A load window shorter than this gives no useful rate, in milliseconds. */
const SHORT_WINDOW = 200;

/** Turns states of the scheduler into progress; `startedAt` and the first state belong to this process. */
export class ProgressMeter {
  readonly #startedAt = performance.now();
  #totalBytes = 0;
  readonly #before: { readonly tasks: number; readonly bytes: number };
  #rate: number | null = null;
  readonly #fileOf: (task: number) => string;

  constructor(first: SchedulerState, fileOf: (task: number) => string) {
    this.#fileOf = fileOf;
    const { settled, settledBytes } = first.progress;
    for (const size of first.inputs.sizes) this.#totalBytes += size;
    this.#before = { tasks: settled, bytes: settledBytes };
  }

  read(state: SchedulerState): BatchProgress {
    this.#rate = loadRate(state) ?? this.#rate;
    const { totals } = state.tasks;
    const { settled, failed, settledBytes } = state.progress;
    const { mode } = state.lifecycle;
    const wait = mode.kind === 'open' ? seatWait(state) : null;
    const files = state.inputs.sizes.length;
    const share = this.#shareDone(state);
    const elapsed = (performance.now() - this.#startedAt) as Milliseconds;
    const error = errorOfRest(state, this.#totalBytes / Math.max(1, files));
    return {
      files,
      settled,
      failed,
      totalBytes: this.#totalBytes as Bytes,
      settledBytes: settledBytes as Bytes,
      share,
      elapsed,
      left: mode.kind === 'open' ? timeLeft({ share, elapsed, error }) : null,
      running: runningFiles(state, this.#fileOf),
      starting: totals.starting,
      loading: totals.loading,
      computing: totals.computing,
      atGate: totals.atGate,
      memory: {
        used: residentOf(state) as Bytes,
        held: totals.reserved as Bytes,
        budget: state.machine.capacity.memory,
      },
      readRate: totals.loading > 0 ? this.#rate : null,
      boundBy: resourceOf(bindingResource(state)),
      mode: mode.kind,
      seatWait: wait === null ? null : seatWaitText(wait),
    };
  }

  /** Predicted work done over all predicted work, both since this process began; a running attempt counts for what it has read. */
  #shareDone(state: SchedulerState): number {
    let running = 0;
    for (const [id, task] of state.tasks.active) {
      const size = state.inputs.sizes[id] ?? 0;
      if (task.state === 'loading') running += Math.min(task.bytesRead, size) / 2;
      if (task.state === 'loaded' || task.state === 'computing') running += size / 2;
    }
    const earlier = this.#before.bytes + this.#before.tasks * TASK_COST;
    const { settled, settledBytes } = state.progress;
    const done = settledBytes + settled * TASK_COST + running - earlier;
    const all = this.#totalBytes + state.inputs.sizes.length * TASK_COST - earlier;
    return all > 0 ? Math.min(1, done / all) : 1;
  }
}

function resourceOf(binding: Binding): BindingResource | null {
  const isResource =
    binding === 'storage' || binding === 'cores' || binding === 'memory' || binding === 'seats';
  return isResource ? binding : null;
}

function residentOf(state: SchedulerState): number {
  let resident = 0;
  for (const worker of state.workers.records.values()) resident += worker.usage?.resident ?? 0;
  return resident;
}

/** Bytes per second that loads read in the present load window; null if it has only just begun. */
function loadRate({ limits: { window }, clock }: SchedulerState): number | null {
  const elapsed = clock.eventAt - window.since;
  return elapsed < SHORT_WINDOW ? null : (1000 * window.bytes) / elapsed;
}

import { formatBytes, formatDuration } from '@ballast/resource-model';
import type { SchedulerState } from '@ballast/scheduler';

export interface Progress {
  stop(): void;
}

export interface ProgressOptions {
  readonly out: NodeJS.WriteStream;
  readonly state: () => SchedulerState;
  readonly quiet: boolean;
}

/** Milliseconds between two looks on a terminal, and between two lines elsewhere. */
const LIVE_EVERY = 250;
const LINE_EVERY = 5000;

/** One line that renews itself on a terminal; elsewhere a line every few seconds. */
export function startProgress({ out, state, quiet }: ProgressOptions): Progress {
  if (quiet) return { stop: () => undefined };
  const started = performance.now();
  const live = out.isTTY === true;
  const totalBytes = state().sizes.reduce((sum, size) => sum + size, 0);
  const show = (): void => {
    const line = progressLine(state(), { elapsed: performance.now() - started, totalBytes });
    out.write(live ? `\r\u001b[2K${line.slice(0, Math.max(20, (out.columns ?? 80) - 1))}` : `${line}\n`);
  };
  const timer = setInterval(show, live ? LIVE_EVERY : LINE_EVERY);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      if (live) out.write('\r\u001b[2K');
    },
  };
}

/** Done of total, bytes, workers, memory against the budget, time to go, failures so far. */
function progressLine(
  state: SchedulerState,
  { elapsed, totalBytes }: { elapsed: number; totalBytes: number },
): string {
  const work = workDone(state, totalBytes);
  const total = state.sizes.length;
  const { failed, totals } = state;
  let resident = 0;
  for (const worker of state.workers.values()) resident += worker.usage?.resident ?? 0;
  const parts = [
    `${state.settled}/${total}`,
    `${formatBytes(work.doneBytes)} of ${formatBytes(work.totalBytes)}`,
    `${totals.loading} loading, ${totals.computing + totals.granted} computing, ${state.workers.size} workers`,
    `memory ${formatBytes(resident)} used, ${formatBytes(totals.hold)} of ${formatBytes(state.capacity.memory)} reserved`,
    work.share > 0 && work.share < 1
      ? `about ${formatDuration((elapsed * (1 - work.share)) / work.share)} to go`
      : '',
    failed > 0 ? `${failed} failed` : '',
    state.mode.kind === 'draining' ? 'draining: Ctrl-C again stops now' : '',
  ];
  return parts.filter((part) => part !== '').join(' | ');
}

/** Cost of a task that has nothing in it, in bytes of reading: so that many small files count too. */
const TASK_COST = 256 * 1024;

interface WorkDone {
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Predicted work done over predicted work in all; a running attempt counts for what it has read. */
  readonly share: number;
}

function workDone(state: SchedulerState, totalBytes: number): WorkDone {
  let running = 0;
  for (const [id, task] of state.active) {
    const size = state.sizes[id] ?? 0;
    if (task.state === 'loading') running += Math.min(task.bytesRead, size) / 2;
    if (task.state === 'loaded' || task.state === 'computing') running += size / 2;
  }
  const done = state.settledBytes + state.settled * TASK_COST + running;
  return {
    doneBytes: state.settledBytes,
    totalBytes,
    share: done / (totalBytes + state.sizes.length * TASK_COST),
  };
}

import { type Milliseconds, milliseconds } from '@ballast/resource-model';
import { put } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, StopCause, TaskId } from '../state/tasks/task-state.ts';
import { isWaitingForSeats } from '../verdict/seats.ts';

/** Stops attempts that timed out or hang, and kills those that were asked to end and did not. */
export function stopOverdue(state: SchedulerState, step: Step): void {
  const { hungAfter = null } = state.config;
  const timeout = timeLimit(state);
  // A claim may block its worker until a seat is available: not the fault of its file.
  const mayHang = hungAfter !== null && !isWaitingForSeats(state);
  for (const [id, task] of state.tasks.active) {
    if (task.state === 'stopping') {
      if (step.now >= task.killAt)
        step.commands.push({ type: 'stop-worker', worker: task.worker, how: 'now' });
    } else if (
      state.lifecycle.mode.kind === 'draining' &&
      task.state === 'loaded' &&
      isWaitingForSeats(state)
    ) {
      // It would wait at the gate for as long as no seat is available.
      stop(state, { id, task, cause: { kind: 'cancelled', cause: 'no licence seat was available' } }, step);
    } else if (timeout !== null && task.ran > timeout) {
      stop(state, { id, task, cause: { kind: 'timed-out', after: timeout } }, step);
    } else if (mayHang) {
      const idleFor = state.measured.watches.get(id)?.idleFor ?? milliseconds(0);
      if (idleFor >= hungAfter) stop(state, { id, task, cause: { kind: 'hung', idleFor } }, step);
    }
  }
}

/** Attempts that have to end before their median says anything. */
const ENOUGH_ENDS = 3;

/** The shorter of the time limit and the multiple of the median of what has ended; null for none. */
function timeLimit({ config, learned: { computeTimes } }: SchedulerState): Milliseconds | null {
  const { timeout, timeoutFactor = null } = config;
  const median = computeTimes[computeTimes.length >> 1];
  if (timeoutFactor === null || median === undefined || computeTimes.length < ENOUGH_ENDS) return timeout;
  const limit = Math.max(LEAST_LIMIT, Math.round(timeoutFactor * median));
  return milliseconds(timeout === null ? limit : Math.min(timeout, limit));
}

/** Tasks of milliseconds are not timed to the tick. */
const LEAST_LIMIT = 1000;

export interface Stop {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly cause: StopCause;
}

/** Asks an attempt to end; `worker-lost` follows. A suspended process is continued, or it could not react. */
export function stop(state: SchedulerState, { id, task, cause }: Stop, step: Step): void {
  if (task.state === 'stopping') return;
  const { worker, attempt, admitted, reservation, kept, recorded, ran } = task;
  const killAt = milliseconds(step.now + state.config.killGrace);
  const suspended = task.state === 'computing' && task.suspended;
  put(state, id, {
    state: 'stopping',
    worker,
    attempt,
    admitted,
    reservation,
    kept,
    recorded,
    ran,
    since: step.now,
    cause,
    killAt,
  });
  step.commands.push({
    type: 'record',
    record: { type: 'phase', at: step.now, task: id, phase: 'stopping' },
  });
  const how = cause.kind === 'memory-needed' ? 'now' : 'politely';
  step.commands.push({ type: 'stop-worker', worker, how });
  if (suspended && how === 'politely') step.commands.push({ type: 'continue', worker });
}

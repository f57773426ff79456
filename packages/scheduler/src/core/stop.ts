import { milliseconds } from '@ballast/resource-model';
import { put } from './accounts.ts';
import { isWaitingForSeats } from './seats.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import type { ActiveTask, StopCause, TaskId } from './task-state.ts';

/** Admits nothing more; what runs may end. */
export function onDrain(state: SchedulerState, cause: string, step: Step): void {
  if (state.mode.kind !== 'open') return;
  state.mode = { kind: 'draining', cause };
  step.commands.push({ type: 'record', record: { type: 'stopping', at: step.now, cause, how: 'drain' } });
}

/** Admits nothing more and ends what runs. */
export function onCancel(state: SchedulerState, cause: string, step: Step): void {
  if (state.mode.kind === 'cancelling' || state.mode.kind === 'ended') return;
  state.mode = { kind: 'cancelling', cause };
  step.commands.push({ type: 'record', record: { type: 'stopping', at: step.now, cause, how: 'cancel' } });
  for (const [id, task] of state.active) stop(state, { id, task, cause: { kind: 'cancelled', cause } }, step);
}

/** Ends attempts past their time and those that hang, and kills those that were asked to end and did not. */
export function stopOverdue(state: SchedulerState, step: Step): void {
  const { timeout, hungAfter = null } = state.config;
  // A claim that blocks its worker until there is a seat is no fault of its file.
  const mayHang = hungAfter !== null && !isWaitingForSeats(state);
  for (const [id, task] of state.active) {
    if (task.state === 'stopping') {
      if (step.now >= task.killAt)
        step.commands.push({ type: 'stop-worker', worker: task.worker, how: 'now' });
    } else if (state.mode.kind === 'draining' && task.state === 'loaded' && isWaitingForSeats(state)) {
      // It would wait at the gate as long as there is no licence.
      stop(state, { id, task, cause: { kind: 'cancelled', cause: 'there was no licence seat' } }, step);
    } else if (timeout !== null && task.ran > timeout) {
      stop(state, { id, task, cause: { kind: 'timed-out', after: timeout } }, step);
    } else if (mayHang) {
      const idleFor = state.watches.get(id)?.idleFor ?? milliseconds(0);
      if (idleFor >= hungAfter) stop(state, { id, task, cause: { kind: 'hung', idleFor } }, step);
    }
  }
}

export interface Stop {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly cause: StopCause;
}

/** Asks an attempt to end; `worker-lost` follows. A suspended process is continued, or it could not hear. */
export function stop(state: SchedulerState, { id, task, cause }: Stop, step: Step): void {
  if (task.state === 'stopping') return;
  const { worker, attempt, admitted, reservation, ran } = task;
  const killAt = milliseconds(step.now + state.config.killGrace);
  const suspended = task.state === 'computing' && task.suspended;
  put(state, id, {
    state: 'stopping',
    worker,
    attempt,
    admitted,
    reservation,
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

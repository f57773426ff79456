import type { AttemptEnd, AttemptMeasures } from './event.ts';
import type { Outcome, ProcessEnd } from './outcome.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import type { ActiveTask, StopCause, TaskId, WorkerId } from './task-state.ts';

/** The attempt ran through and said how it went; its worker is idle again. */
export function onAttemptEnded(
  state: SchedulerState,
  event: { worker: WorkerId; task: TaskId; end: AttemptEnd },
  step: Step,
): void {
  const task = state.active.get(event.task);
  if (task?.worker !== event.worker) return;
  if (task.state === 'stopping') return;
  const worker = state.workers.get(event.worker);
  if (worker !== undefined) state.workers.set(event.worker, { ...worker, task: null });
  const { end } = event;
  settle(state, { id: event.task, task, outcome: ranThrough(end), measures: end.measures }, step);
}

function ranThrough(end: AttemptEnd): Outcome {
  if (end.kind === 'failed') return { kind: 'failed', retry: 'never', fault: end.fault };
  const { result, problems, notes, completeness } = end;
  return { kind: 'succeeded', retry: 'never', result, problems, notes, completeness };
}

/** The process is gone; the task it had settles with the first cause that is known. */
export function onWorkerLost(
  state: SchedulerState,
  event: { worker: WorkerId; end: ProcessEnd },
  step: Step,
): void {
  const worker = state.workers.get(event.worker);
  if (worker === undefined) return;
  state.workers.delete(event.worker);
  step.commands.push({
    type: 'record',
    record: {
      type: 'worker-lost',
      at: step.now,
      worker: event.worker,
      exitCode: event.end.exitCode,
      signal: event.end.signal,
    },
  });
  if (worker.task === null) return;
  const task = state.active.get(worker.task);
  if (task?.worker !== event.worker) return;
  const outcome: Outcome =
    task.state === 'stopping' ? stopped(task.cause) : { kind: 'worker-lost', retry: 'never', end: event.end };
  settle(state, { id: worker.task, task, outcome, measures: null }, step);
}

function stopped(cause: StopCause): Outcome {
  switch (cause.kind) {
    case 'timed-out':
      return { kind: 'timed-out', retry: 'never', after: cause.after };
    case 'hung':
      return { kind: 'hung', retry: 'never', idleFor: cause.idleFor };
    case 'cancelled':
      return { kind: 'cancelled', retry: 'same-demand', cause: cause.cause };
  }
}

interface Settlement {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly outcome: Outcome;
  readonly measures: AttemptMeasures | null;
}

function settle(state: SchedulerState, settlement: Settlement, step: Step): void {
  const { id, task, outcome, measures } = settlement;
  state.active.delete(id);
  state.committed -= task.reservation.commit;
  state.seatsHeld -= task.reservation.seats;
  state.outcomes[id] = outcome;
  state.settled += 1;
  const observedHighWater = state.observed.get(id) ?? null;
  state.observed.delete(id);
  step.commands.push({
    type: 'record',
    record: {
      type: 'settled',
      at: step.now,
      task: id,
      attempt: task.attempt,
      outcome,
      measures,
      observedHighWater,
    },
  });
}

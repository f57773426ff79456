import type { Bytes, Milliseconds, Usage } from '@ballast/resource-model';
import { admitWhatFits } from './admit.ts';
import type { Command } from './command.ts';
import type { SchedulerEvent } from './event.ts';
import { onAttemptEnded, onWorkerLost } from './settle.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import { onCancel, onDrain, stopOverdue } from './stop.ts';
import type { ActiveTask, TaskId, WorkerId } from './task-state.ts';

/**
 * The one place where the scheduler changes: what it is after `event`, and what is to be done about it.
 * Synchronous, without clock, randomness or I/O. The state is owned linearly (see `SchedulerState`).
 */
export function transition(
  state: SchedulerState,
  event: SchedulerEvent,
  now: Milliseconds,
): [SchedulerState, readonly Command[]] {
  const commands: Command[] = [];
  if (state.mode.kind === 'ended') return [state, commands];
  handle(state, event, { now, commands });
  admitWhatFits(state, { now, commands });
  finishWhenDone(state, { now, commands });
  return [state, commands];
}

function handle(state: SchedulerState, event: SchedulerEvent, step: Step): void {
  switch (event.type) {
    case 'opened':
      return;
    case 'worker-started':
      return onWorkerStarted(state, event, step);
    case 'loading':
      return onLoading(state, event, step);
    case 'loaded':
      return onLoaded(state, event, step);
    case 'attempt-ended':
      return onAttemptEnded(state, event, step);
    case 'worker-lost':
      return onWorkerLost(state, event, step);
    case 'tick':
      return onTick(state, event.usages, step);
    case 'capacity':
      state.capacity = event.capacity;
      return;
    case 'drain':
      return onDrain(state, event.cause, step);
    case 'cancel':
      return onCancel(state, event.cause, step);
  }
}

function onWorkerStarted(state: SchedulerState, event: { worker: WorkerId; pid: number }, step: Step): void {
  const worker = state.workers.get(event.worker);
  if (worker === undefined) return;
  state.workers.set(event.worker, { ...worker, pid: event.pid });
  step.commands.push({
    type: 'record',
    record: { type: 'worker-started', at: step.now, worker: event.worker, pid: event.pid },
  });
}

/** A report counts only while the worker still has that task: a stopped attempt's late words are ignored. */
function held(state: SchedulerState, event: { worker: WorkerId; task: TaskId }): ActiveTask | null {
  const task = state.active.get(event.task);
  return task?.worker === event.worker ? task : null;
}

function onLoading(
  state: SchedulerState,
  event: { worker: WorkerId; task: TaskId; bytesRead: number },
  step: Step,
): void {
  const task = held(state, event);
  if (task === null) return;
  if (task.state === 'starting') {
    const { state: _, ...rest } = task;
    state.active.set(event.task, {
      ...rest,
      state: 'loading',
      since: step.now,
      bytesRead: event.bytesRead,
      paused: false,
      usage: null,
    });
  } else if (task.state === 'loading') {
    state.active.set(event.task, { ...task, bytesRead: event.bytesRead });
  }
}

function onLoaded(
  state: SchedulerState,
  event: { worker: WorkerId; task: TaskId; resident: Bytes },
  step: Step,
): void {
  const task = held(state, event);
  if (task === null || (task.state !== 'loading' && task.state !== 'starting')) return;
  const { worker, attempt, admitted, reservation } = task;
  const usage = task.state === 'loading' ? task.usage : null;
  state.active.set(event.task, {
    state: 'computing',
    worker,
    attempt,
    admitted,
    reservation,
    usage,
    since: step.now,
  });
  observe(state, event.task, event.resident);
}

function onTick(state: SchedulerState, usages: ReadonlyMap<WorkerId, Usage>, step: Step): void {
  for (const [id, usage] of usages) {
    const worker = state.workers.get(id);
    if (worker === undefined) continue;
    state.workers.set(id, { ...worker, usage });
    if (worker.task === null) continue;
    const task = state.active.get(worker.task);
    if (task === undefined || task.worker !== id) continue;
    observe(state, worker.task, usage.resident);
    if (task.state === 'loading' || task.state === 'loaded' || task.state === 'computing') {
      state.active.set(worker.task, { ...task, usage });
    }
  }
  stopOverdue(state, step);
}

function observe(state: SchedulerState, task: TaskId, resident: Bytes): void {
  const before = state.observed.get(task) ?? 0;
  if (resident > before) state.observed.set(task, resident);
}

function finishWhenDone(state: SchedulerState, step: Step): void {
  if (state.active.size > 0) return;
  if (state.mode.kind === 'open' && state.queue.length > 0) return;
  const ending =
    state.mode.kind === 'open' || state.queue.length === 0
      ? 'complete'
      : state.mode.kind === 'draining'
        ? 'drained'
        : 'cancelled';
  state.mode = { kind: 'ended' };
  step.commands.push({
    type: 'record',
    record: { type: 'ended', at: step.now, settled: state.settled, unsettled: state.queue.length, ending },
  });
  step.commands.push({ type: 'finish' });
}

import { draft } from '../draft.ts';
import { recordOutcome } from '../memory/ledger.ts';
import type { SchedulerState } from '../state.ts';
import type { Outcome } from './outcome.ts';
import { removeFrom } from './task-queue.ts';
import type { Elsewhere, TaskId } from './task-state.ts';

/** Takes tasks out of the line, whichever part of it they are in. What does not wait here is left alone. */
export function takeFromLine(state: SchedulerState, wanted: readonly TaskId[]): void {
  const tasks = draft(state, 'tasks');
  const { aside, queue } = tasks;
  const queued: TaskId[] = [];
  for (const task of wanted) {
    if (aside.backingOff.delete(task)) continue;
    const at = aside.alone.indexOf(task);
    if (at >= 0) aside.alone.splice(at, 1);
    else queued.push(task);
  }
  for (const task of removeFrom(queue, queued)) {
    tasks.queuedBytes -= state.inputs.sizes[task] ?? 0;
  }
}

export function noteElsewhere(state: SchedulerState, task: TaskId, where: Elsewhere): void {
  const { attempts, elsewhere } = draft(state, 'tasks');
  elsewhere.set(task, where);
  attempts[task] = Math.max(attempts[task] ?? 0, where.attempt);
}

/** False if it was not elsewhere. */
export function leaveElsewhere(state: SchedulerState, task: TaskId, attempts: number): boolean {
  const tasks = draft(state, 'tasks');
  tasks.attempts[task] = Math.max(tasks.attempts[task] ?? 0, attempts);
  return tasks.elsewhere.delete(task);
}

/** The outcome that this node recorded does not count. False if there is none. */
export function withdrawOutcome(state: SchedulerState, task: TaskId): boolean {
  const { outcomes } = draft(state, 'tasks');
  const outcome = outcomes[task];
  if (outcome === undefined) return false;
  outcomes[task] = undefined;
  const progress = draft(state, 'progress');
  progress.settled -= 1;
  progress.settledBytes -= state.inputs.sizes[task] ?? 0;
  if (outcome.kind !== 'succeeded') progress.failed -= 1;
  return true;
}

/** Another node's outcome counts, in place of one that this node recorded if there is one. */
export function adoptOutcome(state: SchedulerState, task: TaskId, outcome: Outcome): void {
  withdrawOutcome(state, task);
  recordOutcome(state, task, outcome);
}

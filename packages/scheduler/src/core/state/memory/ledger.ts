import { draft } from '../draft.ts';
import type { SchedulerState } from '../state.ts';
import type { Outcome } from '../tasks/outcome.ts';
import type { ActiveTask, TaskId } from '../tasks/task-state.ts';
import { noTotals, type Totals } from '../tasks/totals.ts';

/** Puts a task into its next state; the only way to change one, so that the sums stay right. */
export function put(state: SchedulerState, id: TaskId, task: ActiveTask): void {
  const { active, totals } = draft(state, 'tasks');
  const before = active.get(id);
  if (before !== undefined) count(totals, before, -1);
  active.set(id, task);
  count(totals, task, 1);
}

/** The same for a change that no sum depends on. */
export function replace(state: SchedulerState, id: TaskId, task: ActiveTask): void {
  draft(state, 'tasks').active.set(id, task);
}

/** Takes a task out of flight. */
export function take(state: SchedulerState, id: TaskId): void {
  const { active, aside, totals } = draft(state, 'tasks');
  const before = active.get(id);
  if (before === undefined) return;
  count(totals, before, -1);
  active.delete(id);
  if (aside.inFlight === id) aside.inFlight = null;
}

/** Counts a further attempt at the task and returns its number, from 1. */
export function countAttempt(state: SchedulerState, id: TaskId): number {
  const { attempts } = draft(state, 'tasks');
  const attempt = (attempts[id] ?? 0) + 1;
  attempts[id] = attempt;
  return attempt;
}

/** The task has its outcome and counts as settled. */
export function recordOutcome(state: SchedulerState, id: TaskId, outcome: Outcome): void {
  draft(state, 'tasks').outcomes[id] = outcome;
  const progress = draft(state, 'progress');
  progress.settled += 1;
  progress.settledBytes += state.inputs.sizes[id] ?? 0;
  if (outcome.kind !== 'succeeded') progress.failed += 1;
}

function count(totals: Totals, task: ActiveTask, sign: 1 | -1): void {
  totals.reserved += sign * task.reservation.now;
  totals.seats += sign * task.reservation.seats;
  switch (task.state) {
    case 'starting':
    case 'loading':
      if (task.state === 'starting') totals.starting += sign;
      else if (task.paused === null && !task.presumedLoaded) totals.loading += sign;
      if (task.state === 'loading' && task.mayRead !== Number.POSITIVE_INFINITY) totals.credited += sign;
      if (task.state === 'loading' && task.paused === 'memory') totals.heldBack += sign;
      if (task.state === 'loading' && task.paused === 'storage') totals.waitingForStorage += sign;
      if (task.granted) totals.granted += sign;
      else totals.ungranted += sign;
      return;
    case 'loaded':
      totals.ungranted += sign;
      totals.atGate += sign;
      return;
    case 'computing':
      if (task.suspended) totals.heldBack += sign;
      else totals.computing += sign;
      return;
    case 'stopping':
      return;
  }
}

/** The sums, counted again; for checking. */
export function recount(state: SchedulerState): Totals {
  const totals = noTotals();
  for (const task of state.tasks.active.values()) count(totals, task, 1);
  return totals;
}

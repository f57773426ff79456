import { headroom, put } from './accounts.ts';
import { corePermits } from './admission.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import type { ActiveTask, TaskId } from './task-state.ts';

type Loaded = Extract<ActiveTask, { state: 'loaded' }>;

/** Lets loaded tasks compute, the largest first, while a core permit and their full memory are there. */
export function openGate(state: SchedulerState, step: Step): void {
  for (let next = nextThrough(state); next !== null; next = nextThrough(state)) letGo(state, next, step);
}

function nextThrough(state: SchedulerState): { id: TaskId; task: Loaded } | null {
  if (state.totals.ungranted === 0 || state.totals.computing >= corePermits(state)) return null;
  let largest: { id: TaskId; task: Loaded } | null = null;
  const free = headroom(state);
  for (const [id, task] of state.active) {
    if (task.state !== 'loaded') continue;
    const { commit, hold } = task.reservation;
    const fits = commit - hold <= free || state.active.size === 1;
    if (fits && (largest === null || commit > largest.task.reservation.commit)) largest = { id, task };
  }
  return largest;
}

function letGo(state: SchedulerState, { id, task }: { id: TaskId; task: Loaded }, step: Step): void {
  const { commit } = task.reservation;
  put(state, id, {
    ...task,
    state: 'computing',
    since: step.now,
    settledIn: false,
    suspended: false,
    reservation: { ...task.reservation, hold: commit },
  });
  step.commands.push({
    type: 'record',
    record: { type: 'phase', at: step.now, task: id, phase: 'computing' },
  });
  step.commands.push({ type: 'go', worker: task.worker });
}

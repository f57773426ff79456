import { headroom, put } from '../state/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId } from '../state/task-state.ts';
import { computeTime, shadowOf } from '../verdict/backfill.ts';
import { corePermits } from '../verdict/may-start.ts';
import { onClaim, seatRefusal } from './claims.ts';

type Loaded = Extract<ActiveTask, { state: 'loaded' }>;

/**
 * Lets loaded tasks compute, the largest first, while a core permit and their full memory are there. Where the largest
 * waits for memory, smaller ones go first only if they do not delay it.
 */
export function openGate(state: SchedulerState, step: Step): void {
  for (let next = nextThrough(state); next !== null; next = nextThrough(state)) letGo(state, next, step);
}

interface Waiting {
  readonly id: TaskId;
  readonly task: Loaded;
  /** Memory that it has still to be given. */
  readonly needs: number;
}

function nextThrough(state: SchedulerState): Waiting | null {
  if (state.totals.atGate === 0 || state.totals.computing >= corePermits(state)) return null;
  if (seatRefusal(state) !== null) return null;
  const waiting = waitingAtGate(state);
  const [head] = waiting;
  if (head === undefined) return null;
  const free = headroom(state);
  if (head.needs <= free || state.active.size === 1) return head;
  const shadow = shadowOf(state, head.needs);
  for (const next of waiting) {
    if (next.needs > free) continue;
    if (next.needs <= shadow.extra || computeTime(state, next.id) <= shadow.after) return next;
  }
  return null;
}

/** Most memory first; of equals the one that came first. */
function waitingAtGate(state: SchedulerState): Waiting[] {
  const waiting: Waiting[] = [];
  for (const [id, task] of state.active) {
    if (task.state === 'loaded')
      waiting.push({ id, task, needs: task.reservation.commit - task.reservation.hold });
  }
  return waiting.sort((a, b) => b.needs - a.needs || a.id - b.id);
}

function letGo(state: SchedulerState, { id, task }: Waiting, step: Step): void {
  const { commit } = task.reservation;
  onClaim(state, step);
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

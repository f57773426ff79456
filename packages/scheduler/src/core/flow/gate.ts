import { headroom } from '../state/memory/headroom.ts';
import { put } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';
import { computeTime, shadowOf } from '../verdict/backfill.ts';
import { corePermits } from '../verdict/permits.ts';
import { seatRefusal } from '../verdict/seats.ts';
import { onClaim } from './claims.ts';

type Loaded = Extract<ActiveTask, { state: 'loaded' }>;

/**
 * Lets loaded tasks compute, the largest first, while a core permit and their full memory are available. If the largest
 * waits for memory, smaller ones go first only if they do not delay it.
 */
export function openGate(state: SchedulerState, step: Step): void {
  for (let next = nextThrough(state); next !== null; next = nextThrough(state)) letGo(state, next, step);
}

interface Waiting {
  readonly id: TaskId;
  readonly task: Loaded;
  /** Memory that it still has to get. */
  readonly needs: number;
}

function nextThrough(state: SchedulerState): Waiting | null {
  const { totals, active } = state.tasks;
  if (totals.atGate === 0 || totals.computing >= corePermits(state)) return null;
  if (seatRefusal(state) !== null) return null;
  const waiting = waitingAtGate(state);
  const [head] = waiting;
  if (head === undefined) return null;
  const available = headroom(state);
  if (head.needs <= available || active.size === 1) return head;
  const shadow = shadowOf(state, head.needs);
  for (const next of waiting) {
    if (next.needs > available) continue;
    if (next.needs <= shadow.extra || computeTime(state, next.id) <= shadow.after) return next;
  }
  return null;
}

/** Most memory first; of equals the first of the inputs. */
function waitingAtGate(state: SchedulerState): Waiting[] {
  const waiting: Waiting[] = [];
  for (const [id, task] of state.tasks.active) {
    if (task.state === 'loaded')
      waiting.push({ id, task, needs: task.reservation.full - task.reservation.now });
  }
  return waiting.sort((a, b) => b.needs - a.needs || a.id - b.id);
}

function letGo(state: SchedulerState, { id, task }: Waiting, step: Step): void {
  onClaim(state, step);
  put(state, id, {
    ...task,
    state: 'computing',
    since: step.now,
    settledIn: false,
    suspended: false,
    reservation: { ...task.reservation, now: task.reservation.full },
  });
  step.commands.push({
    type: 'record',
    record: { type: 'phase', at: step.now, task: id, phase: 'computing' },
  });
  step.commands.push({ type: 'go', worker: task.worker, task: id });
}

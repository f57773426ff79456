import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import { turnBucket } from '../state/tasks/line.ts';
import { type Head, head, headAtOrBelow, smallest } from '../state/tasks/task-queue.ts';
import type { Reservation, TaskId } from '../state/tasks/task-state.ts';
import { heldBackShadow, predictedTime, type Shadow, shadowOf } from '../verdict/backfill.ts';
import { COLD_SHARE, demandOf, isProbing, isUnknown } from '../verdict/demand.ts';
import { largerNodeRefusal } from '../verdict/larger-node.ts';
import { type Admission, batchRefusal, mayStart } from '../verdict/may-start.ts';
import { corePermits } from '../verdict/permits.ts';
import { wantsSmall } from './small-first.ts';

export interface Pick {
  readonly task: TaskId;
  readonly bucket: number;
  readonly reservation: Reservation;
  readonly granted: boolean;
}

/** A task that has been passed over this many times keeps the memory that is released for itself. */
const MOST_BYPASSES = 32;
/** Tasks of one bucket that are passed over at a time. */
const MOST_PASSED = 64;
/** A task that needs more than this share of the budget is never passed over by tasks that would delay it. */
const LARGE_SHARE = 0.6;

/**
 * The next task to start: the largest that may. If a larger one waits for memory, smaller ones may go first: any of them
 * while it is small and has rarely been passed over; else only those that do not delay it (EASY backfilling: they end
 * before it could start, or leave it the memory it needs). The same holds for a running task that is held back.
 */
export function pick(state: SchedulerState): Pick | null {
  const { queue } = state.tasks;
  const first = head(queue);
  if (first === null || batchRefusal(state) !== null) return null;
  const top = pastGiants(state, first);
  const isAdaptive = state.limits.policy.kind === 'adaptive';
  const held = isAdaptive ? heldBackShadow(state) : null;
  if (held === null && isProbing(state) && isAdaptive) return pickProbe(state, top);
  if (held === null && isAdaptive && wantsSmall(state, top.task)) {
    const small = pickSmallest(state);
    if (small !== null) return small;
  }
  let shadow = held ?? gateShadow(state);
  for (let next: Head | null = top; next !== null; next = headBelow(state, next)) {
    const answer = mayStart(state, next.task);
    if (!answer.admit) {
      if (answer.reason.kind === 'larger-node') continue;
      if (answer.reason.kind !== 'memory' && answer.reason.kind !== 'over-budget') return null;
      if (next === top) shadow ??= headShadow(state, top.task);
      continue;
    }
    if (shadow !== null && !leavesRoom(state, next.task, { shadow, answer })) continue;
    const counts = draft(state, 'admission');
    counts.bypasses = next === top ? 0 : counts.bypasses + 1;
    return chosen(next, answer);
  }
  return null;
}

function headBelow(state: SchedulerState, { bucket }: Head): Head | null {
  const next = headAtOrBelow(state.tasks.queue, bucket - 1);
  return next === null ? null : pastGiants(state, next);
}

/**
 * The first task of a bucket that is not left to a larger node; those that are go to its end, since others of their size would wait
 * behind them. After that many, the others follow with the next event.
 */
function pastGiants(state: SchedulerState, first: Head): Head {
  let next = first;
  for (let passed = 0; passed < MOST_PASSED && largerNodeRefusal(state, next.task) !== null; passed += 1) {
    next = { ...next, task: turnBucket(state, next) };
  }
  return next;
}

type Admitted = Extract<Admission, { admit: true }>;

function chosen(next: Head, answer: Admitted): Pick {
  return { ...next, reservation: answer.reservation, granted: answer.granted };
}

/**
 * The largest that is sure to fit beside small ones; then small ones, which end soon and teach the most. While nothing at all is
 * known, one runs by itself: the smallest, since everything else waits for it.
 */
function pickProbe(state: SchedulerState, top: Head): Pick | null {
  if (state.tasks.active.size === 0 && !isUnknown(state)) {
    for (let next: Head | null = top; next !== null; next = headBelow(state, next)) {
      if (demandOf(state, next.task) > COLD_SHARE * state.machine.capacity.memory) continue;
      const answer = mayStart(state, next.task);
      return answer.admit ? chosen(next, answer) : null;
    }
  }
  return pickSmallest(state);
}

function pickSmallest(state: SchedulerState): Pick | null {
  const first = smallest(state.tasks.queue);
  if (first === null) return null;
  const last = pastGiants(state, first);
  const answer = mayStart(state, last.task);
  return answer.admit ? chosen(last, answer) : null;
}

/** Of the task at the gate that needs most memory, if memory is all that it waits for. */
function gateShadow(state: SchedulerState): Shadow | null {
  const { active, totals } = state.tasks;
  if (totals.atGate === 0 || totals.computing >= corePermits(state)) return null;
  let needed = 0;
  for (const task of active.values()) {
    if (task.state === 'loaded') needed = Math.max(needed, task.reservation.full - task.reservation.now);
  }
  return needed > 0 ? shadowOf(state, needed) : null;
}

/** Of the first task of the queue, if it must not be delayed any more. */
function headShadow(state: SchedulerState, first: TaskId): Shadow | null {
  const needed = demandOf(state, first);
  const isLarge = needed > LARGE_SHARE * state.machine.capacity.memory;
  const isGuarded = isLarge || state.admission.bypasses >= MOST_BYPASSES;
  return isGuarded ? shadowOf(state, needed) : null;
}

function leavesRoom(
  state: SchedulerState,
  task: TaskId,
  { shadow, answer }: { shadow: Shadow; answer: Admitted },
): boolean {
  const takes = answer.granted ? answer.reservation.full : answer.reservation.now;
  return takes <= shadow.extra || predictedTime(state, task) <= shadow.after;
}

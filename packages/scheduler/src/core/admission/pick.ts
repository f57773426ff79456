import type { SchedulerState } from '../state/state.ts';
import { headAtOrBelow, smallest } from '../state/task-queue.ts';
import type { Reservation, TaskId } from '../state/task-state.ts';
import { predictedTime, type Shadow, shadowOf } from '../verdict/backfill.ts';
import { COLD_SHARE, corePermits, demandOf, isCold, type Verdict, verdict } from '../verdict/may-start.ts';
import { wantsSmall } from './small-first.ts';

export interface Pick {
  readonly task: TaskId;
  readonly bucket: number;
  readonly reservation: Reservation;
  readonly granted: boolean;
}

/** A task that is passed over so often keeps the memory that becomes free for itself. */
const MOST_BYPASSES = 32;
/** A task that needs more than this share of the budget is not passed over by tasks that would delay it. */
const LARGE_SHARE = 0.6;

/** Tasks that run side by side before anything is known, the first of them large, the others small. */
const PROBES = 4;

/**
 * The next task to start: the largest that may. Where a larger one waits for memory, smaller ones may go first: freely
 * while it is small and has not been passed over often; else only those that do not delay it (EASY backfilling: they end
 * before it could go on, or leave it the memory it needs).
 */
export function pick(state: SchedulerState): Pick | null {
  const top = headAtOrBelow(state.queue, Number.MAX_SAFE_INTEGER);
  if (top === null) return null;
  if (isCold(state) && state.policy.kind === 'adaptive' && state.active.size < PROBES)
    return pickProbe(state, top);
  if (state.policy.kind === 'adaptive' && wantsSmall(state, top.task)) {
    const small = pickSmallest(state);
    if (small !== null) return small;
  }
  let shadow = gateShadow(state);
  for (let next: Head | null = top; next !== null; next = headAtOrBelow(state.queue, next.bucket - 1)) {
    const answer = verdict(state, next.task);
    if (!answer.admit) {
      if (answer.reason.kind !== 'memory' && answer.reason.kind !== 'alone') return null;
      if (next === top) shadow ??= headShadow(state, top.task);
      continue;
    }
    if (shadow !== null && !leavesRoom(state, next.task, { shadow, answer })) continue;
    state.bypasses = next === top ? 0 : state.bypasses + 1;
    return chosen(next, answer);
  }
  return null;
}

type Head = { readonly task: TaskId; readonly bucket: number };

function chosen(head: Head, answer: Extract<Verdict, { admit: true }>): Pick {
  return { ...head, reservation: answer.reservation, granted: answer.granted };
}

/** The largest that surely fits beside small ones; then small ones, which end soon and teach the most. */
function pickProbe(state: SchedulerState, top: Head): Pick | null {
  if (state.active.size === 0) {
    for (let next: Head | null = top; next !== null; next = headAtOrBelow(state.queue, next.bucket - 1)) {
      if (demandOf(state, next.task) > COLD_SHARE * state.capacity.memory) continue;
      const answer = verdict(state, next.task);
      return answer.admit ? chosen(next, answer) : null;
    }
  }
  return pickSmallest(state);
}

function pickSmallest(state: SchedulerState): Pick | null {
  const last = smallest(state.queue);
  if (last === null) return null;
  const answer = verdict(state, last.task);
  return answer.admit ? chosen(last, answer) : null;
}

/** Of the largest task at the gate that waits for nothing but memory; null where none does. */
function gateShadow(state: SchedulerState): Shadow | null {
  if (state.totals.atGate === 0 || state.totals.computing >= corePermits(state)) return null;
  let needed = 0;
  for (const task of state.active.values()) {
    if (task.state === 'loaded') needed = Math.max(needed, task.reservation.commit - task.reservation.hold);
  }
  return needed > 0 ? shadowOf(state, needed) : null;
}

/** Of the first of the queue, where it is so large, or was passed over so often, that it must not wait longer. */
function headShadow(state: SchedulerState, head: TaskId): Shadow | null {
  const needed = demandOf(state, head);
  const isGuarded = state.bypasses >= MOST_BYPASSES || needed > LARGE_SHARE * state.capacity.memory;
  return isGuarded ? shadowOf(state, needed) : null;
}

function leavesRoom(
  state: SchedulerState,
  task: TaskId,
  { shadow, answer }: { shadow: Shadow; answer: Extract<Verdict, { admit: true }> },
): boolean {
  const { commit, hold } = answer.reservation;
  const takes = answer.granted ? commit : hold;
  return takes <= shadow.extra || predictedTime(state, task) <= shadow.after;
}

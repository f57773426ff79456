import { type Bytes, bytes } from '@ballast/resource-model';
import { headroomToStart } from '../state/memory/headroom.ts';
import type { SchedulerState } from '../state/state.ts';
import { takeQueued } from '../state/tasks/line.ts';
import { type Head, headAtOrBelow } from '../state/tasks/task-queue.ts';
import type { Reservation, TaskId } from '../state/tasks/task-state.ts';
import { demandOf, isCold } from '../verdict/demand.ts';
import { isBrief } from '../verdict/may-start.ts';
import { corePermits } from '../verdict/permits.ts';
import type { Pick } from './pick.ts';

/** Tasks are added to an order as long as it has less than this many bytes of input. */
const ORDER_BYTES = 4 * 1024 * 1024;
/** Share of what each worker has left that one order takes: all workers end at about the same time (guided self-scheduling). */
const ORDER_SHARE = 0.25;

export interface Together {
  /** Covers each of them, one after the other. */
  readonly reservation: Reservation;
  readonly followers: readonly TaskId[];
}

/**
 * Takes from the queue what the worker of a brief task carries out right after it: an order of its own would cost each of them
 * about as much as its work. Only tasks that were never attempted: one whose process was lost runs on its own.
 */
export function takeTogether(state: SchedulerState, chosen: Pick): Together {
  const followers: TaskId[] = [];
  let { reservation } = chosen;
  const most = mostBehind(state, chosen);
  const room = headroomToStart(state) - reservation.full;
  let size = state.inputs.sizes[chosen.task] ?? 0;
  while (followers.length < most && size < ORDER_BYTES) {
    const next = nextBrief(state, chosen.bucket);
    if (next === null) break;
    const needed = needOf(state, next.task, chosen.task, reservation);
    if (needed - chosen.reservation.full > room) break;
    takeQueued(state, next);
    followers.push(next.task);
    size += state.inputs.sizes[next.task] ?? 0;
    if (needed > reservation.full) reservation = { ...reservation, full: needed, now: needed };
  }
  return { reservation, followers };
}

function mostBehind(state: SchedulerState, { task, reservation, granted }: Pick): number {
  const { config, limits, tasks, workers } = state;
  const most = (config.mostTogether ?? 1) - 1;
  const isPlain = limits.policy.kind === 'adaptive' && reservation.seats === 0 && !reservation.alone;
  if (most <= 0 || !isPlain || isCold(state) || !granted || reservation.now < reservation.full) return 0;
  if (!isFresh(state, task) || !isBrief(state, task)) return 0;
  const share = (ORDER_SHARE * tasks.queue.length) / Math.max(workers.records.size, corePermits(state));
  return Math.min(most, Math.floor(share));
}

function nextBrief(state: SchedulerState, bucket: number): Head | null {
  const next = headAtOrBelow(state.tasks.queue, bucket);
  return next !== null && isFresh(state, next.task) && isBrief(state, next.task) ? next : null;
}

function isFresh({ tasks }: SchedulerState, task: TaskId): boolean {
  return (tasks.attempts[task] ?? 0) === 0;
}

/** A smaller file does not need more. */
function needOf(state: SchedulerState, task: TaskId, first: TaskId, { full }: Reservation): Bytes {
  const { sizes, facts } = state.inputs;
  const isSmaller = facts === null && (sizes[task] ?? 0) <= (sizes[first] ?? 0);
  return isSmaller ? full : bytes(Math.max(full, demandOf(state, task)));
}

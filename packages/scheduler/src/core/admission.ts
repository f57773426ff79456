import { type Bytes, bytes } from '@ballast/resource-model';
import type { SchedulerState } from './state.ts';
import { headAtOrBelow } from './task-queue.ts';
import type { Reservation, TaskId } from './task-state.ts';
import type { WaitReason } from './wait-reason.ts';

export type Verdict =
  | { readonly admit: true; readonly reservation: Reservation }
  | { readonly admit: false; readonly reason: WaitReason };

/** A bypassed task keeps the memory that becomes free for itself after this many others went ahead of it. */
const MOST_BYPASSES = 32;

/** Predicted high-water mark of a task's worker. */
export function predictedMemory(state: SchedulerState, task: TaskId): Bytes {
  const { overhead, gamma } = state.config.memoryPrior;
  return bytes(overhead + gamma * (state.footprints[task] ?? 0));
}

/** Most tasks in flight. */
export function inFlightLimit(state: SchedulerState): number {
  const { workers } = state.config;
  return workers === 'auto' ? state.capacity.corePermits : workers;
}

/** Whether this task may start now, or the reason why not. The same values serve the decision and its explanation. */
export function verdict(state: SchedulerState, task: TaskId): Verdict {
  const { mode, active, capacity } = state;
  if (mode.kind !== 'open') {
    return refuse({ kind: 'draining', cause: mode.kind === 'ended' ? 'the batch has ended' : mode.cause });
  }
  const limit = inFlightLimit(state);
  if (active.size >= limit) return refuse({ kind: 'limit', limit, inFlight: active.size });
  const { seatsPerTask } = state.config;
  if (state.seatsHeld + seatsPerTask > capacity.seats) {
    return refuse({ kind: 'seats', seats: capacity.seats, held: state.seatsHeld });
  }
  return memoryVerdict(state, task);
}

function memoryVerdict(state: SchedulerState, task: TaskId): Verdict {
  const { active, capacity } = state;
  const needed = predictedMemory(state, task);
  const budget = capacity.memory;
  const alone = needed > budget;
  const reservation = { commit: needed, hold: needed, seats: state.config.seatsPerTask, alone };
  if (active.size === 0) return { admit: true, reservation };
  if (alone) return refuse({ kind: 'alone', needed, budget, inFlight: active.size });
  const headroom = bytes(Math.max(0, budget - state.committed));
  if (needed > headroom) return refuse({ kind: 'memory', needed, headroom, budget });
  return { admit: true, reservation };
}

function refuse(reason: WaitReason): Verdict {
  return { admit: false, reason };
}

export interface Pick {
  readonly task: TaskId;
  readonly bucket: number;
  readonly reservation: Reservation;
}

/** The next task to start: the largest that may, unless the largest of all has been passed over too often. */
export function pick(state: SchedulerState): Pick | null {
  const head = headAtOrBelow(state.queue, Number.MAX_SAFE_INTEGER);
  if (head === null) return null;
  const first = verdict(state, head.task);
  if (first.admit) {
    state.bypasses = 0;
    return { ...head, reservation: first.reservation };
  }
  if (first.reason.kind !== 'memory' && first.reason.kind !== 'alone') return null;
  if (state.bypasses >= MOST_BYPASSES) return null;
  return pickSmaller(state, head.bucket - 1);
}

function pickSmaller(state: SchedulerState, from: number): Pick | null {
  for (
    let next = headAtOrBelow(state.queue, from);
    next !== null;
    next = headAtOrBelow(state.queue, next.bucket - 1)
  ) {
    const answer = verdict(state, next.task);
    if (answer.admit) {
      state.bypasses += 1;
      return { ...next, reservation: answer.reservation };
    }
  }
  return null;
}

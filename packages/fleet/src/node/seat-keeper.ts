import type { SchedulerState } from '@ballast/scheduler';
import { seatKey } from '../core/board.ts';
import { maySeat } from '../core/lives.ts';
import type { Member } from '../core/member.ts';
import { fenceOf } from '../core/member.ts';
import type { BatchSeats } from '../records/batch-record.ts';

/** A seat that nothing uses is given back after this time, in milliseconds: others may wait for one. */
const IDLE = 5000;

export type SeatWish =
  | { readonly type: 'want-seat'; readonly pool: string; readonly seat: number }
  | { readonly type: 'leave-seat'; readonly pool: string; readonly seat: number };

/** Decides which seats of a pool this node asks for, and which it gives back. */
export class SeatKeeper {
  readonly #seats: BatchSeats;
  #idleSince: number | null = null;
  /** Seats that the scheduler may not use any more, since they are about to be given back. */
  #leaving = 0;

  constructor(seats: BatchSeats) {
    this.#seats = seats;
  }

  /** What the scheduler may use: nothing once the own fence has passed. */
  usable(member: Member, now: number): number {
    if (now >= fenceOf(member)) return 0;
    const held = Math.max(0, member.seats.size - this.#leaving);
    return this.#seats.per === 'machine' && held > 0 ? Number.MAX_SAFE_INTEGER : held;
  }

  /** Call often; at most one wish at a time. */
  wish(member: Member, state: SchedulerState, now: number): SeatWish | null {
    const { queue, aside, totals } = state.tasks;
    const waits = state.lifecycle.mode.kind === 'open' && queue.length + aside.alone.length > 0;
    const inUse = this.#seats.per === 'machine' ? Math.min(1, totals.seats) : totals.seats;
    const held = member.seats.size;
    const coming = inFlight(member, this.#seats.pool);
    if (this.#leaving > 0) return this.#leave(member, state, inUse);
    if (held <= inUse || (waits && this.#seats.per === 'machine')) {
      this.#idleSince = null;
      const most = this.#seats.per === 'machine' ? 1 : this.#seats.count;
      return waits && held + coming < Math.min(most, inUse + 1) ? this.#free(member, now) : null;
    }
    this.#idleSince ??= now;
    if (now - this.#idleSince >= IDLE) this.#leaving = 1;
    return null;
  }

  /** Only when the scheduler has taken note of it, so that nothing begins on a seat that is gone. */
  #leave(member: Member, state: SchedulerState, inUse: number): SeatWish | null {
    const left = member.seats.size - this.#leaving;
    if (left < 0 || inUse > left) {
      this.#leaving = 0;
      return null;
    }
    const allowed = this.#seats.per === 'machine' ? left : state.machine.capacity.seats;
    if (allowed > left || (left === 0 && state.machine.capacity.seats > 0)) return null;
    this.#leaving = 0;
    this.#idleSince = null;
    const [key] = member.seats;
    const seat = Number(key?.slice(key.lastIndexOf('.') + 1));
    return key === undefined ? null : { type: 'leave-seat', pool: this.#seats.pool, seat };
  }

  /** The first seat that nobody holds; nodes of different names begin at different ones. */
  #free(member: Member, now: number): SeatWish | null {
    const { config, pending } = member;
    const { pool, count } = this.#seats;
    const first = [...config.node].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
    for (let i = 0; i < count; i += 1) {
      const seat = (first + i) % count;
      const key = seatKey(pool, seat);
      if (maySeat(member, key, now) && !pending.has(`seat.${key}`)) return { type: 'want-seat', pool, seat };
    }
    return null;
  }
}

/** Seats of a pool that this node has asked for and may get: with slow answers it would ask for all of them. */
function inFlight({ pending }: Member, pool: string): number {
  let count = 0;
  for (const { record } of pending.values()) if (record.type === 'held' && record.pool === pool) count += 1;
  return count;
}

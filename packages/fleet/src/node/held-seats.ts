import type { SchedulerState } from '@ballast/scheduler';
import { fenceOf } from '../core/member.ts';
import type { BatchSeats } from '../records/batch-record.ts';
import type { DrivenMember } from './drive-member.ts';
import type { FenceGuard } from './fence-guard.ts';
import { SeatKeeper } from './seat-keeper.ts';

export interface HeldSeatsOptions {
  readonly driven: DrivenMember;
  readonly seats: BatchSeats;
  /** Ends what uses seats if this node cannot; null for none. */
  readonly guard: FenceGuard | null;
}

/** The seats of a pool that this machine holds while it works. */
export class HeldSeats {
  readonly #driven: DrivenMember;
  readonly #guard: FenceGuard | null;
  readonly #keeper: SeatKeeper;

  constructor({ driven, seats, guard }: HeldSeatsOptions) {
    this.#driven = driven;
    this.#guard = guard;
    this.#keeper = new SeatKeeper(seats);
  }

  /** Whether the fence has passed: what uses a seat has ended, or must. */
  isPast(): boolean {
    return performance.now() >= fenceOf(this.#driven.member);
  }

  usable(): number {
    return this.#keeper.usable(this.#driven.member, performance.now());
  }

  /** `pids`: what may use a seat just now. */
  watch(pids: readonly number[]): void {
    this.#guard?.set(fenceOf(this.#driven.member), pids);
  }

  /** Asks for seats and gives them back; call often. False if the fence has passed: what uses a seat must end. */
  keep(state: SchedulerState): boolean {
    const now = performance.now();
    if (this.isPast()) return false;
    const wish = this.#keeper.wish(this.#driven.member, state, now);
    if (wish !== null) this.#driven.tell(wish);
    return true;
  }
}

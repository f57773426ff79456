import { EventHeap, type Versioned } from './event-heap.ts';

/**
 * Rounding of a clock that has run for long, as a share of it; and the seconds within which an amount counts as
 * arrived.
 */
const ROUNDING = 1e-12;
const AT_ONCE = 1e-9;

/**
 * Something that all its members receive at the same rate: bytes from the storage, seconds of computing. Its clock is
 * the amount received by a member since the start; a member's target is a reading of that clock, so a change of the
 * rate touches no member.
 */
export class SharedFlow<Member extends Versioned> {
  clock = 0;
  /** Per member, in units per second. */
  rate = 0;
  members = 0;
  /** Bytes of memory that all members together take per unit. */
  climb = 0;
  /** Units that all members together have received. */
  delivered = 0;
  readonly #targets = new EventHeap<Member>();

  /** Schedules the time when `member` has received this amount more, unless its version changes before. */
  expect(member: Member, amount: number): void {
    this.#targets.push(this.clock + amount, member);
  }

  /** Seconds to the next target. */
  until(): number {
    const target = this.#targets.first();
    if (target === Number.POSITIVE_INFINITY) return target;
    const missing = target - this.clock;
    if (missing <= this.#rounding()) return 0;
    return this.rate > 0 ? missing / this.rate : Number.POSITIVE_INFINITY;
  }

  advance(seconds: number): void {
    this.clock += this.rate * seconds;
    this.delivered += this.rate * seconds * this.members;
  }

  /** A member whose target has been reached. */
  due(): Member | null {
    return this.#targets.take(this.clock + this.#rounding());
  }

  #rounding(): number {
    return ROUNDING * this.clock + AT_ONCE * this.rate;
  }
}

import { EventHeap, type Versioned } from './event-heap.ts';

/** Rounding of a clock that has run long, as a share of it; and what comes within so many seconds has come. */
const ROUNDING = 1e-12;
const AT_ONCE = 1e-9;

/**
 * Something that all its members get at the same rate: bytes from the storage, seconds of computing. Its clock is what a
 * member has got that was there from the start; a member's target is a reading of that clock, so a change of the
 * rate touches no member.
 */
export class SharedFlow<Member extends Versioned> {
  clock = 0;
  /** Of every member, in units a second. */
  rate = 0;
  members = 0;
  /** Bytes of memory that all members together take with a unit. */
  climb = 0;
  /** Units that all members together have got. */
  delivered = 0;
  readonly #targets = new EventHeap<Member>();

  /** Tells when so many more units have come to `member`, unless its version changes before. */
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

  /** A member whose target has come. */
  due(): Member | null {
    return this.#targets.take(this.clock + this.#rounding());
  }

  #rounding(): number {
    return ROUNDING * this.clock + AT_ONCE * this.rate;
  }
}

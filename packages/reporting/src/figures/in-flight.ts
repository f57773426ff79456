import type { Milliseconds } from '@ballast/resource-model';

/** Counts tasks between admission and settlement over time. */
export class InFlight {
  #count = 0;
  #most = 0;
  /** Task-milliseconds so far. */
  #area = 0;
  #areaAtLastSettlement = 0;
  #now = 0;
  /** Time so far in which no process had the batch; what of it was before the first admission does not count. */
  #gaps = 0;
  #gapsAtLastSettlement = 0;
  #first: number | null = null;
  #last: number | null = null;

  admitted(at: number): void {
    this.#advance(at);
    this.#first ??= this.#now;
    this.#count += 1;
    this.#most = Math.max(this.#most, this.#count);
  }

  /** `wasInFlight` is false for a task that settled without having been admitted. */
  settled(at: number, wasInFlight: boolean): void {
    this.#advance(at);
    if (wasInFlight) this.#count -= 1;
    this.#last = this.#now;
    this.#areaAtLastSettlement = this.#area;
    this.#gapsAtLastSettlement = this.#gaps;
  }

  /** Another process goes on at `at`; the one before was last heard of at `from`. What was in flight is no more. */
  resumed(from: number, at: number): void {
    this.#advance(from);
    this.#count = 0;
    if (this.#first !== null) this.#gaps += Math.max(0, at - this.#now);
    this.#now = Math.max(this.#now, at);
  }

  /** An attempt that nobody settled, because its coordinator died, is replaced by another. */
  abandoned(at: number): void {
    this.#advance(at);
    this.#count -= 1;
  }

  get most(): number {
    return this.#most;
  }

  get firstAdmission(): Milliseconds | null {
    return this.#first as Milliseconds | null;
  }

  get lastSettlement(): Milliseconds | null {
    return this.#last as Milliseconds | null;
  }

  /** First admission to last settlement without gaps; null until both are there in this order. */
  get makespan(): Milliseconds | null {
    if (this.#first === null || this.#last === null || this.#last < this.#first) return null;
    return (this.#last - this.#first - this.#gapsAtLastSettlement) as Milliseconds;
  }

  /** Time-weighted over the makespan. */
  get mean(): number | null {
    const { makespan } = this;
    return makespan === null || makespan === 0 ? null : this.#areaAtLastSettlement / makespan;
  }

  /** A clock that was set back between two processes must not give negative times: time stands still until it catches up. */
  #advance(at: number): void {
    if (at <= this.#now) return;
    this.#area += this.#count * (at - this.#now);
    this.#now = at;
  }
}

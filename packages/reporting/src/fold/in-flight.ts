import type { Milliseconds } from '@ballast/resource-model';

/** Tasks that workers are at, over the whole batch: one that waits behind another of its order is not. */
export interface InFlightSummary {
  readonly firstAdmission: Milliseconds | null;
  readonly lastSettlement: Milliseconds | null;
  /** From the first admission to the last settlement, without the time in which no process ran the batch. */
  readonly makespan: Milliseconds | null;
  /** Weighted by time over the makespan; null if that is 0 or unknown. */
  readonly mean: number | null;
  readonly most: number;
}

/** Counts the tasks that workers are at over time. */
export class InFlight {
  #count = 0;
  #most = 0;
  /** Task-milliseconds so far. */
  #area = 0;
  #areaAtLastSettlement = 0;
  #now = 0;
  /** Time so far in which no process ran the batch, since the first admission. */
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

  /** Another process resumes at `at`; the last record of the one before is of `from`. Its attempts in flight are lost. */
  resumed(from: number, at: number): void {
    this.#advance(from);
    this.#count = 0;
    if (this.#first !== null) this.#gaps += Math.max(0, at - this.#now);
    this.#now = Math.max(this.#now, at);
  }

  /** An attempt ends without settling its task. */
  abandoned(at: number): void {
    this.#advance(at);
    this.#count -= 1;
  }

  summary(): InFlightSummary {
    const makespan = this.#makespan();
    return {
      firstAdmission: this.#first as Milliseconds | null,
      lastSettlement: this.#last as Milliseconds | null,
      makespan,
      mean: makespan === null || makespan === 0 ? null : this.#areaAtLastSettlement / makespan,
      most: this.#most,
    };
  }

  #makespan(): Milliseconds | null {
    if (this.#first === null || this.#last === null || this.#last < this.#first) return null;
    return (this.#last - this.#first - this.#gapsAtLastSettlement) as Milliseconds;
  }

  /** Time stands still while a clock that was set back catches up, so that no span is negative. */
  #advance(at: number): void {
    if (at <= this.#now) return;
    this.#area += this.#count * (at - this.#now);
    this.#now = at;
  }
}

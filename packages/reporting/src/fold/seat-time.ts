import type { RecordOf } from '@ballast/scheduler/journal';

/** Adds up the time during which no licence seat was available. */
export class SeatTime {
  #total = 0;
  #since: number | null = null;

  seats({ at, state }: RecordOf<'seats'>): void {
    if (state === 'waiting') this.#since = at;
    if (state === 'granted') this.stop(at);
  }

  /** A seat is available, or nothing waits for one any more. */
  stop(at: number): void {
    this.#total = this.until(at);
    this.#since = null;
  }

  until(at: number): number {
    return this.#total + (this.#since === null ? 0 : at - this.#since);
  }
}

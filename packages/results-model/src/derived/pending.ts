import type { SeriesProblem } from '../reader/results-file.ts';
import type { Receiver } from './receiver.ts';

/** Who waits for samples of several series. */
interface Waiting {
  /** Number of samples that it has taken of each of its series. */
  readonly taken: number;
  /** Called after samples have arrived. */
  advance(): void;
  fail(problem: SeriesProblem): void;
}

const NOTHING = new Float64Array(0);

/**
 * The samples of one series that somebody still waits for. What all can take at once is never copied: that is the normal
 * case for the last series of a block.
 */
export class Pending implements Receiver {
  readonly #waiting: Waiting[] = [];
  /** Samples that were kept: the arrays hold them from `#head` to `#end`, and `#first` is the number of the one at `#head`. */
  #times: Float64Array = NOTHING;
  #values: Float64Array = NOTHING;
  #head = 0;
  #end = 0;
  #first = 0;
  /** The block that is being delivered, and the number of its first sample. */
  #block: { readonly times: Float64Array; readonly values: Float64Array } | null = null;
  #blockFirst = 0;

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  /** Number of samples that have arrived. */
  get arrived(): number {
    return this.#blockFirst + (this.#block?.values.length ?? 0);
  }

  /** How many samples lie together from number `from` on; 0 if it has not arrived. */
  together(from: number): number {
    const kept = this.#first + this.#end - this.#head - from;
    if (kept > 0) return kept;
    return Math.max(0, this.arrived - from);
  }

  /** Views, valid during the call of `advance`; `count` is at most what `together` says. */
  samples(from: number, count: number): { readonly times: Float64Array; readonly values: Float64Array } {
    if (from < this.#first + this.#end - this.#head) {
      const at = this.#head + from - this.#first;
      return { times: this.#times.subarray(at, at + count), values: this.#values.subarray(at, at + count) };
    }
    const { times = NOTHING, values = NOTHING } = this.#block ?? {};
    const at = from - this.#blockFirst;
    return { times: times.subarray(at, at + count), values: values.subarray(at, at + count) };
  }

  block(times: Float64Array, values: Float64Array): void {
    this.#block = { times, values };
    for (const waiting of this.#waiting) waiting.advance();
    const next = this.#waiting.reduce((least, { taken }) => Math.min(least, taken), Number.POSITIVE_INFINITY);
    this.#drop(next);
    const from = Math.max(0, Math.min(values.length, next - this.#blockFirst));
    this.#keep(times.subarray(from), values.subarray(from));
    this.#blockFirst += values.length;
    this.#block = null;
  }

  problem(problem: SeriesProblem): void {
    for (const waiting of this.#waiting) waiting.fail(problem);
  }

  #drop(before: number): void {
    const count = Math.min(this.#end - this.#head, Math.max(0, before - this.#first));
    this.#head += count;
    this.#first += count;
    if (this.#head < this.#end) return;
    this.#head = 0;
    this.#end = 0;
  }

  #keep(times: Float64Array, values: Float64Array): void {
    if (values.length === 0) return;
    if (this.#head === this.#end) this.#first = this.arrived - values.length;
    const kept = this.#end - this.#head;
    if (this.#end + values.length > this.#values.length) {
      // Moved only when half of the array is free, so that each sample is moved a few times at most.
      const room = Math.max(2 * kept, kept + values.length);
      const [oldTimes, oldValues] = [this.#times, this.#values];
      if (room > oldValues.length) {
        this.#times = new Float64Array(room);
        this.#values = new Float64Array(room);
      }
      this.#times.set(oldTimes.subarray(this.#head, this.#end));
      this.#values.set(oldValues.subarray(this.#head, this.#end));
      this.#head = 0;
      this.#end = kept;
    }
    this.#times.set(times, this.#end);
    this.#values.set(values, this.#end);
    this.#end += values.length;
  }
}

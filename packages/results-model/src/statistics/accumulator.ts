import { addPiece, copyOf, noSamples, type SeriesState, statisticsIn } from './series-state.ts';
import type { Statistics } from './statistic.ts';

/** Samples handled together: values and times of a piece stay in the first-level cache. */
export const PIECE = 512;

const UNUSED = new Float64Array(0);

/**
 * Statistics of one series in one pass over memory, from blocks in time order.
 *
 * A piece starts at every 512th sample of the series wherever the blocks end, so the result does not depend, to the
 * last bit, on how a reader cuts the series. Blocks whose lengths are multiples of 512 are not copied.
 *
 * Statistics that do not exist are null: all except `n` if a sample is not finite (see `nonFinite`), `std1` of one
 * sample, `skew` and `kurt` of a constant series, and whatever exceeds the largest double.
 */
export class StatisticsAccumulator {
  readonly #state: SeriesState = noSamples();
  /** The beginning of the next piece, if blocks and pieces end at different samples. */
  #times: Float64Array = UNUSED;
  #values: Float64Array = UNUSED;
  #pending = 0;

  /** For whole pieces from elsewhere, while no samples of an incomplete one have been added. */
  get state(): SeriesState {
    if (this.#pending > 0) throw new Error('defect: a piece has begun');
    return this.#state;
  }

  /** Samples so far that are NaN or infinite. */
  get nonFinite(): number {
    return this.#current().nonFinite;
  }

  /**
   * The samples are read during the call only: `times` in seconds, `values` in the series' own unit. Nothing may be
   * added after the `last` ones.
   */
  add(times: Float64Array, values: Float64Array, last = false): void {
    if (times.length !== values.length) {
      throw new RangeError(`a block has ${times.length} times but ${values.length} values`);
    }
    let from = this.#pending === 0 ? 0 : this.#fill(times, values, 0);
    for (; from + PIECE <= values.length; from += PIECE) {
      addPiece(this.#state, { times, values, from, to: from + PIECE });
    }
    // No more samples follow, so the rest need not be kept.
    if (last && this.#pending === 0 && from < values.length)
      addPiece(this.#state, { times, values, from, to: values.length });
    else this.#fill(times, values, from);
  }

  /** Statistics of all samples so far; more may be added afterwards. */
  result(): Statistics {
    return statisticsIn(this.#current());
  }

  /** Copies samples from `from` on into the pending piece, at most to its end; returns where it stopped. */
  #fill(times: Float64Array, values: Float64Array, from: number): number {
    const to = Math.min(values.length, from + PIECE - this.#pending);
    if (to <= from) return from;
    if (this.#values.length === 0) {
      this.#times = new Float64Array(PIECE);
      this.#values = new Float64Array(PIECE);
    }
    this.#times.set(times.subarray(from, to), this.#pending);
    this.#values.set(values.subarray(from, to), this.#pending);
    this.#pending += to - from;
    if (this.#pending === PIECE) {
      addPiece(this.#state, { times: this.#times, values: this.#values, from: 0, to: PIECE });
      this.#pending = 0;
    }
    return to;
  }

  #current(): SeriesState {
    if (this.#pending === 0) return this.#state;
    const state = copyOf(this.#state);
    addPiece(state, { times: this.#times, values: this.#values, from: 0, to: this.#pending });
    return state;
  }
}

/** Statistics of a series that is completely in memory, by the rules of `StatisticsAccumulator`. */
export function statisticsOf(times: Float64Array, values: Float64Array): Statistics {
  const accumulator = new StatisticsAccumulator();
  accumulator.add(times, values, true);
  return accumulator.result();
}

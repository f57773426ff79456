import { quantilesIn } from '../crossings/quantiles.ts';
import type { Packing } from '../reader/results-file.ts';
import { CodeCounts } from './code-counts.ts';
import type { Reducer } from './reducer.ts';
import { ValueCounts } from './value-counts.ts';

/** Samples that are kept as they are, 512 KiB; a longer series is counted. */
const MOST_KEPT = 65_536;

/**
 * Quantiles of one series in bounded memory: of the samples themselves if there are at most 65,536, else of counts by the
 * codes of a packed series or by distinct values.
 */
export class QuantileReducer implements Reducer {
  readonly #quantiles: readonly number[];
  readonly #packing: Packing | null;
  #kept = new Float64Array(0);
  #count = 0;
  #counts: CodeCounts | ValueCounts | null = null;

  constructor(quantiles: readonly number[], packing: Packing | null) {
    this.#quantiles = quantiles;
    this.#packing = packing;
  }

  add(_times: Float64Array, values: Float64Array): void {
    if (this.#counts === null && this.#count + values.length <= MOST_KEPT) this.#keep(values);
    else this.#tally(values);
  }

  values(): (number | null)[] {
    return this.#counts === null
      ? quantilesIn(this.#kept.subarray(0, this.#count), this.#quantiles)
      : this.#counts.quantiles(this.#quantiles);
  }

  #keep(values: Float64Array): void {
    if (this.#count + values.length > this.#kept.length) {
      const larger = new Float64Array(Math.min(MOST_KEPT, 2 * (this.#count + values.length)));
      larger.set(this.#kept.subarray(0, this.#count));
      this.#kept = larger;
    }
    // Negative zero is zero.
    for (let i = 0; i < values.length; i += 1) this.#kept[this.#count + i] = (values[i] as number) + 0;
    this.#count += values.length;
  }

  #tally(values: Float64Array): void {
    if (this.#counts === null) {
      this.#counts = this.#packing === null ? new ValueCounts() : new CodeCounts(this.#packing);
      const kept = this.#kept.subarray(0, this.#count);
      this.#kept = new Float64Array(0);
      this.#tally(kept);
    }
    if (this.#counts instanceof ValueCounts) return this.#counts.add(values);
    if (this.#counts.add(values)) return;
    const counts = new ValueCounts();
    this.#counts.each((value, count) => counts.count(value, count));
    this.#counts = counts;
    counts.add(values);
  }
}

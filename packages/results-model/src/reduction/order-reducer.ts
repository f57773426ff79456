import type { Reducer } from './reducer.ts';
import { ValueCounts } from './value-counts.ts';

/** Quantiles of one series. */
export class QuantileReducer implements Reducer {
  readonly #quantiles: readonly number[];
  readonly #counts = new ValueCounts();

  constructor(quantiles: readonly number[]) {
    this.#quantiles = quantiles;
  }

  add(_times: Float64Array, values: Float64Array): void {
    this.#counts.add(values);
  }

  values(): (number | null)[] {
    return this.#counts.quantiles(this.#quantiles);
  }
}

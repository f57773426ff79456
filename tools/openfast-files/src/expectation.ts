import type { ChannelKind } from './catalogue.ts';

/** What a correct reader finds in one channel. */
export interface Expected {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** Extremes and mean of each written channel. */
export class Expectation {
  readonly #names: readonly string[];
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #sum: Float64Array;
  /** The rounding error of each sum (Neumaier), so that the mean is right to the last digits. */
  readonly #lost: Float64Array;
  #rows = 0;

  constructor(kinds: readonly ChannelKind[]) {
    this.#names = kinds.map(({ name }) => name);
    this.#min = new Float64Array(kinds.length).fill(Infinity);
    this.#max = new Float64Array(kinds.length).fill(-Infinity);
    this.#sum = new Float64Array(kinds.length);
    this.#lost = new Float64Array(kinds.length);
  }

  /** Adds rows of values, row by row. */
  add(values: Float64Array, rows: number): void {
    const width = this.#names.length;
    for (let at = 0; at < rows * width; at += 1) {
      const column = at % width;
      const value = values[at] as number;
      if (value < (this.#min[column] as number)) this.#min[column] = value;
      if (value > (this.#max[column] as number)) this.#max[column] = value;
      const sum = this.#sum[column] as number;
      const next = sum + value;
      const lost = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      this.#lost[column] = (this.#lost[column] as number) + lost;
      this.#sum[column] = next;
    }
    this.#rows += rows;
  }

  result(): Expected[] {
    return this.#names.map((name, column) => ({
      name,
      min: this.#min[column] as number,
      max: this.#max[column] as number,
      mean: ((this.#sum[column] as number) + (this.#lost[column] as number)) / this.#rows,
    }));
  }
}

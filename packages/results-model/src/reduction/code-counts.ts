import { quantileOfCounts } from '../crossings/quantiles.ts';
import type { Packing } from '../reader/results-file.ts';

const CODES = 65_536;
const LOWEST = -32_768;

/** Counts the samples of a packed series by their codes: exact, in 256 KiB, whatever the number of samples. */
export class CodeCounts {
  readonly #packing: Packing;
  readonly #counts = new Uint32Array(CODES);

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  /** False, with nothing counted, if a value is not one that a code stands for. */
  add(values: Float64Array): boolean {
    const { scale, offset } = this.#packing;
    const counts = this.#counts;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number;
      const code = Math.round(value * scale + offset);
      const place = code - LOWEST;
      if ((code - offset) / scale !== value || place < 0 || place >= CODES) {
        for (let before = 0; before < i; before += 1) this.#uncount(values[before] as number);
        return false;
      }
      counts[place] = (counts[place] as number) + 1;
    }
    return true;
  }

  /** By the rule of `quantileOf`, for each q; null without samples. */
  quantiles(wanted: readonly number[]): (number | null)[] {
    const { values, counts } = this.#ascending();
    return wanted.map((q) => quantileOfCounts(values, counts, q));
  }

  /** Each value with the number of samples that have it, in ascending order. */
  each(take: (value: number, count: number) => void): void {
    const { values, counts } = this.#ascending();
    for (let i = 0; i < values.length; i += 1) {
      if ((counts[i] as number) > 0) take(values[i] as number, counts[i] as number);
    }
  }

  #uncount(value: number): void {
    const { scale, offset } = this.#packing;
    const place = Math.round(value * scale + offset) - LOWEST;
    this.#counts[place] = (this.#counts[place] as number) - 1;
  }

  /** A negative scale reverses the order of the codes. Codes whose values are equal stay beside each other. */
  #ascending(): { readonly values: Float64Array; readonly counts: Uint32Array } {
    const { scale, offset } = this.#packing;
    const values = Float64Array.from({ length: CODES }, (_, place) => (place + LOWEST - offset) / scale + 0);
    return scale > 0
      ? { values, counts: this.#counts }
      : { values: values.reverse(), counts: this.#counts.toReversed() };
  }
}

import type { StatisticsAccumulator } from '../statistics/accumulator.ts';
import {
  createMoments,
  exponentOf,
  type Moments,
  momentsFrom,
  momentsOf,
  type PowerSums,
} from '../statistics/moments.ts';
import { addMoments, addSpoilt, type ExtremeTimes } from '../statistics/series-state.ts';
import type { PieceKernel } from './piece-kernel.ts';
import { RESULT } from './piece-program.ts';

/** What becomes of the samples of one series. */
export interface Lane {
  readonly accumulators: readonly StatisticsAccumulator[];
  /** Takes the samples themselves, which are valid during the call only; null if nobody needs them. */
  readonly samples: ((times: Float64Array, values: Float64Array) => void) | null;
}

const NOTHING = new Float64Array(0);

/** One series of a piece that went through the kernel; reused for all of them. */
export class LanePiece implements ExtremeTimes {
  readonly #kernel: PieceKernel;
  readonly #moments: Moments = createMoments();
  readonly #sums: PowerSums = { n: 0, min: 0, max: 0, about: 0, s1: 0, s2: 0, s3: 0, s4: 0, unit: 1 };
  #values: Float64Array = NOTHING;
  #times: Float64Array = NOTHING;
  /** Place in the kernel's memory of the first sample of the first lane, and the step to the next one. */
  #first = 0;
  #step = 1;
  #lane = 0;

  constructor(kernel: PieceKernel) {
    this.#kernel = kernel;
  }

  begin(times: Float64Array, { at, step }: { readonly at: number; readonly step: number }): void {
    this.#times = times;
    this.#first = at;
    this.#step = step;
  }

  take(lane: number, { accumulators, samples }: Lane): void {
    const count = this.#times.length;
    const { numbers, resultsAt } = this.#kernel;
    const at = resultsAt + lane;
    this.#lane = lane;
    const min = numbers[at + RESULT.min] as number;
    const max = numbers[at + RESULT.max] as number;
    // A finite sum proves every sample finite; an infinite one may also be an overflow.
    const allFinite = Number.isFinite(numbers[at + RESULT.sum]);
    const values = samples === null && allFinite && exponentOf(min, max) === 0 ? NOTHING : this.#samples();
    const nonFinite = allFinite ? 0 : countNonFinite(values);
    if (nonFinite === 0) this.#computeMoments(at, { values, min, max });
    for (const { state } of accumulators) {
      if (nonFinite > 0 || state.nonFinite > 0) addSpoilt(state, count, nonFinite);
      else addMoments(state, this.#moments, this);
    }
    samples?.(this.#times, values);
  }

  ofMin(): number {
    return this.#timeOf(this.#sums.min);
  }

  ofMax(): number {
    return this.#timeOf(this.#sums.max);
  }

  #computeMoments(
    at: number,
    { values, min, max }: { readonly values: Float64Array; readonly min: number; readonly max: number },
  ): void {
    const { numbers } = this.#kernel;
    const sums = this.#sums;
    sums.min = min;
    sums.max = max;
    if (exponentOf(min, max) !== 0) {
      momentsOf({ values, from: 0, to: values.length, min, max, sum: 0 }, this.#moments);
      return;
    }
    sums.n = this.#times.length;
    sums.about = numbers[at + RESULT.about] as number;
    sums.s1 = numbers[at + RESULT.s1] as number;
    sums.s2 = numbers[at + RESULT.s2] as number;
    sums.s3 = numbers[at + RESULT.s3] as number;
    sums.s4 = numbers[at + RESULT.s4] as number;
    momentsFrom(sums, this.#moments);
  }

  /** Of the first sample with this value. */
  #timeOf(value: number): number {
    const { numbers } = this.#kernel;
    let at = this.#first + this.#lane;
    let row = 0;
    while (numbers[at] !== value) {
      at += this.#step;
      row += 1;
    }
    return this.#times[row] as number;
  }

  #samples(): Float64Array {
    const count = this.#times.length;
    if (this.#values.length !== count) this.#values = new Float64Array(count);
    const { numbers } = this.#kernel;
    let at = this.#first + this.#lane;
    for (let row = 0; row < count; row += 1) {
      this.#values[row] = numbers[at] as number;
      at += this.#step;
    }
    return this.#values;
  }
}

function countNonFinite(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isFinite(value)) count += 1;
  return count;
}

import type { Reducer } from './reducer.ts';

/** Sums over the steps from sample to sample: the integral over time and the travel. */
export class PathReducer implements Reducer {
  readonly #kinds: readonly ('integral' | 'travel')[];
  #integral = 0;
  #travel = 0;
  #lastTime = Number.NaN;
  #lastValue = 0;

  constructor(kinds: readonly ('integral' | 'travel')[]) {
    this.#kinds = kinds;
  }

  add(times: Float64Array, values: Float64Array): void {
    let time = this.#lastTime;
    let value = this.#lastValue;
    let integral = this.#integral;
    let travel = this.#travel;
    for (let i = 0; i < values.length; i += 1) {
      const nextTime = times[i] as number;
      const next = values[i] as number;
      if (!Number.isNaN(time)) {
        integral += ((value + next) / 2) * (nextTime - time);
        travel += Math.abs(next - value);
      }
      time = nextTime;
      value = next;
    }
    this.#lastTime = time;
    this.#lastValue = value;
    this.#integral = integral;
    this.#travel = travel;
  }

  /** Null if no sample was added. */
  values(): (number | null)[] {
    if (Number.isNaN(this.#lastTime)) return this.#kinds.map(() => null);
    return this.#kinds.map((kind) => (kind === 'integral' ? this.#integral : this.#travel));
  }
}

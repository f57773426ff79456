import type { SeriesProblem } from '../reader/results-file.ts';

/** Takes the samples of one series, block by block in time order; the arrays are valid during the call only. */
export interface Receiver {
  block(times: Float64Array, values: Float64Array, last: boolean): void;
  /** Nothing else follows, and what came before does not count. */
  problem(problem: SeriesProblem): void;
}

/** Several receivers as one. */
export class Spread implements Receiver {
  readonly #receivers: Receiver[] = [];

  add(receiver: Receiver): void {
    this.#receivers.push(receiver);
  }

  block(times: Float64Array, values: Float64Array, last: boolean): void {
    for (const receiver of this.#receivers) receiver.block(times, values, last);
  }

  problem(problem: SeriesProblem): void {
    for (const receiver of this.#receivers) receiver.problem(problem);
  }
}

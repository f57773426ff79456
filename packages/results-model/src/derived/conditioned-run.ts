import { KeptSamples, type KeptTimes } from '../plan/sample-store.ts';
import type { SeriesProblem } from '../reader/results-file.ts';
import { conditioned } from './condition.ts';
import { aboutChannel, type ConditionedNode, TIMES_DIFFER } from './derived-series.ts';
import type { Receiver } from './receiver.ts';

/** Holds a series until its end, then passes it on filtered, detrended or resampled. */
export class ConditionedRun implements Receiver {
  readonly #node: ConditionedNode;
  readonly #to: Receiver;
  #samples: KeptSamples | null;

  /** `times` are shared by the series of one period and clock; `expected`: the probable number of samples. */
  constructor(
    node: ConditionedNode,
    { times, expected }: { readonly times: KeptTimes; readonly expected: number },
    to: Receiver,
  ) {
    this.#node = node;
    this.#to = to;
    this.#samples = new KeptSamples(times, expected);
  }

  block(times: Float64Array, values: Float64Array, last: boolean): void {
    this.#samples?.add(times, values);
    if (last) this.finish();
  }

  problem(problem: SeriesProblem): void {
    this.#samples = null;
    this.#to.problem(aboutChannel(this.#node.name, problem));
  }

  /** Nothing happens the second time, and for a series without samples. */
  finish(): void {
    const samples = this.#samples;
    if (samples === null || samples.values.length === 0) return;
    this.#samples = null;
    if (!samples.agrees) return this.problem(TIMES_DIFFER);
    const { values } = samples;
    const result = conditioned({ times: samples.times.subarray(0, values.length), values }, this.#node.steps);
    if (result.kind === 'refused') return this.problem(result.problem);
    this.#to.block(result.series.times, result.series.values, true);
  }
}

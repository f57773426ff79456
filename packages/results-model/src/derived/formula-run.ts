import type { SeriesProblem } from '../reader/results-file.ts';
import { aboutChannel, type FormulaNode, TIMES_DIFFER } from './derived-series.ts';
import type { Pending } from './pending.ts';
import type { Receiver } from './receiver.ts';

/** Samples that are computed at a time. */
const BLOCK = 4096;

/** Samples of one formula, computed at a time: of this array only the part that was computed is passed on. */
class Output {
  #values: Float64Array = new Float64Array(0);

  room(count: number): Float64Array {
    if (this.#values.length < count) this.#values = new Float64Array(count);
    return this.#values.subarray(0, count);
  }
}

/** A formula of one series: every block is computed as it arrives. */
export class SimpleFormulaRun implements Receiver {
  readonly #node: FormulaNode;
  readonly #to: Receiver;
  readonly #out = new Output();

  constructor(node: FormulaNode, to: Receiver) {
    this.#node = node;
    this.#to = to;
  }

  block(times: Float64Array, values: Float64Array, last: boolean): void {
    for (let from = 0; from < values.length; from += BLOCK) {
      const to = Math.min(values.length, from + BLOCK);
      const out = this.#out.room(to - from);
      this.#node.evaluate([values.subarray(from, to)], out, out.length);
      this.#to.block(times.subarray(from, to), out, last && to === values.length);
    }
  }

  problem(problem: SeriesProblem): void {
    this.#to.problem(aboutChannel(this.#node.name, problem));
  }
}

/** A formula of several series: computes what has arrived of all of them. */
export class JointFormulaRun {
  readonly #node: FormulaNode;
  readonly #inputs: readonly Pending[];
  readonly #to: Receiver;
  readonly #out = new Output();
  #taken = 0;
  #failed = false;

  /** `inputs` in the order of the node's. */
  constructor(node: FormulaNode, inputs: readonly Pending[], to: Receiver) {
    this.#node = node;
    this.#inputs = inputs;
    this.#to = to;
    for (const input of new Set(inputs)) input.add(this);
  }

  /** Infinite once nothing is needed any more. */
  get taken(): number {
    return this.#failed ? Number.POSITIVE_INFINITY : this.#taken;
  }

  advance(): void {
    while (!this.#failed) {
      let count = BLOCK;
      for (const input of this.#inputs) count = Math.min(count, input.together(this.#taken));
      if (count === 0) return;
      this.#compute(count);
    }
  }

  fail(problem: SeriesProblem): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#to.problem(aboutChannel(this.#node.name, problem));
  }

  /** After everything has arrived: a series with more samples than another has other times. */
  finish(): void {
    if (this.#inputs.some(({ arrived }) => arrived !== this.#taken)) this.fail(TIMES_DIFFER);
  }

  #compute(count: number): void {
    const parts = this.#inputs.map((input) => input.samples(this.#taken, count));
    const [first] = parts;
    if (first === undefined) throw new Error('defect: a formula without series');
    if (parts.some(({ times }) => !sameTimes(first.times, times))) return this.fail(TIMES_DIFFER);
    const out = this.#out.room(count);
    this.#node.evaluate(
      parts.map(({ values }) => values),
      out,
      count,
    );
    this.#taken += count;
    this.#to.block(first.times, out, false);
  }
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

import { expectedSamples } from '../plan/expected-samples.ts';
import { KeptTimes } from '../plan/sample-store.ts';
import type {
  FileFacts,
  FileWarning,
  PeriodRequest,
  ResolvedSeries,
  SeriesProblem,
  SeriesSink,
} from '../reader/results-file.ts';
import type { Period } from '../series/period.ts';
import { ConditionedRun } from './conditioned-run.ts';
import type { MissingNode, Node } from './derived-series.ts';
import { JointFormulaRun, SimpleFormulaRun } from './formula-run.ts';
import { Pending } from './pending.ts';
import { type Receiver, Spread } from './receiver.ts';

type Computed = Exclude<Node, MissingNode>;

/** One series that the caller requested: where it is to be delivered. */
export interface Wanted {
  readonly request: number;
  readonly series: number;
  readonly node: Computed;
}

/** Everything that is read and computed in one pass over the file, for all periods. */
export class DerivedFlow implements SeriesSink {
  readonly requests: readonly PeriodRequest[];
  readonly #sink: SeriesSink;
  readonly #periods: readonly PeriodFlow[];

  /** `periods`: of the caller's requests. The requests of the pass are in the same order. */
  constructor(
    wanted: readonly Wanted[],
    {
      periods,
      facts,
      sink,
    }: { readonly periods: readonly Period[]; readonly facts: FileFacts; readonly sink: SeriesSink },
  ) {
    this.#sink = sink;
    this.#periods = periods.map((period) => new PeriodFlow(period, facts));
    for (const { request, series, node } of wanted)
      this.#periods[request]?.add(node, {
        block: (times, values, last) => sink.block(request, series, times, values, last),
        problem: (problem) => sink.problem(request, series, problem),
      });
    this.requests = this.#periods.map(({ period, series }) => ({ period, series }));
  }

  block(request: number, series: number, times: Float64Array, values: Float64Array, last = false): void {
    this.#periods[request]?.receiver(series).block(times, values, last);
  }

  problem(request: number, series: number, problem: SeriesProblem): void {
    this.#periods[request]?.receiver(series).problem(problem);
  }

  warning(warning: FileWarning, request?: number): void {
    this.#sink.warning(warning, request);
  }

  /** After the pass: computes what had to wait for the ends of series. */
  finish(): void {
    for (const period of this.#periods) period.finish();
  }
}

/** The series of one period. Each node exists once, whatever the number of others that are computed from it. */
class PeriodFlow {
  readonly period: Period;
  readonly series: ResolvedSeries[] = [];
  readonly #expected: number;
  readonly #receivers: Spread[] = [];
  readonly #outlets = new Map<Computed, Spread>();
  readonly #pending = new Map<Computed, Pending>();
  readonly #times = new Map<string | undefined, KeptTimes>();
  /** Sources before what is computed from them. */
  readonly #runs: { finish(): void }[] = [];

  constructor(period: Period, facts: FileFacts) {
    this.period = period;
    this.#expected = expectedSamples(period, facts);
  }

  add(node: Computed, receiver: Receiver): void {
    this.#outlet(node).add(receiver);
  }

  receiver(series: number): Receiver {
    const receiver = this.#receivers[series];
    if (receiver === undefined) throw new RangeError(`no series ${series} was requested`);
    return receiver;
  }

  finish(): void {
    for (const run of this.#runs) run.finish();
  }

  #outlet(node: Computed): Spread {
    const known = this.#outlets.get(node);
    if (known !== undefined) return known;
    const outlet = new Spread();
    this.#outlets.set(node, outlet);
    this.#supply(node, outlet);
    return outlet;
  }

  #supply(node: Computed, outlet: Spread): void {
    switch (node.kind) {
      case 'file':
        this.series.push(node.series);
        this.#receivers.push(outlet);
        return;
      case 'conditioned': {
        const source = this.#outlet(node.input);
        const run = new ConditionedRun(node, this.#room(node.input.clock), outlet);
        source.add(run);
        this.#runs.push(run);
        return;
      }
      case 'formula': {
        const [only, ...others] = node.inputs;
        if (only !== undefined && others.length === 0)
          return this.#outlet(only).add(new SimpleFormulaRun(node, outlet));
        this.#runs.push(
          new JointFormulaRun(
            node,
            node.inputs.map((input) => this.#waitFor(input)),
            outlet,
          ),
        );
      }
    }
  }

  #waitFor(node: Computed): Pending {
    const known = this.#pending.get(node);
    if (known !== undefined) return known;
    const pending = new Pending();
    this.#pending.set(node, pending);
    this.#outlet(node).add(pending);
    return pending;
  }

  #room(clock: string | undefined): { readonly times: KeptTimes; readonly expected: number } {
    // Only the file says how many samples there will be.
    const expected = clock === undefined ? this.#expected : 0;
    const times = this.#times.get(clock) ?? new KeptTimes(expected);
    this.#times.set(clock, times);
    return { times, expected };
  }
}

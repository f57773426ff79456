import { type Period, periodText, type ResolvedSeries, type SeriesProblem } from '@ballast/results-model';
import {
  columnOf,
  multipleTimeHistories,
  type PeriodStruct,
  type Specification,
  timeHistory,
} from '../abi/functions/result-calls.ts';
import type { LoadedModel } from '../model/loaded-model.ts';
import type { Resolver } from './resolver.ts';
import { periodProblem, seriesProblem } from './series-problem.ts';

/** Maximum specifications per call; each is marshalled as a separate struct. */
const CALL_SERIES = 1024;

/** Receives series in the order of the given list. */
export interface PeriodSink {
  values(series: number, values: Float64Array): void;
  problem(series: number, problem: SeriesProblem): void;
}

/** A period as the library understands it, with the times of its samples in seconds. */
export interface OpenedPeriod {
  readonly struct: PeriodStruct;
  readonly times: Float64Array;
}

/** Reads the series of one model, period by period, and reuses its buffers between calls. */
export class PeriodReader {
  readonly #model: LoadedModel;
  readonly #resolver: Resolver;
  readonly #callBytes: number;
  #rows: Float64Array = new Float64Array(0);
  #values: Float64Array = new Float64Array(0);

  /** `callBytes`: maximum bytes of values in one call, unless a single series has more. */
  constructor(model: LoadedModel, resolver: Resolver, callBytes: number) {
    this.#model = model;
    this.#resolver = resolver;
    this.#callBytes = callBytes;
  }

  open(period: Period): OpenedPeriod | SeriesProblem {
    const struct = this.#model.period(period);
    if (struct === null) return this.#notCovered(period);
    try {
      return { struct, times: this.#model.sampleTimes(struct) };
    } catch (error) {
      return periodProblem(error);
    }
  }

  /** Yields between the library's blocking calls, so that the thread can receive other messages. */
  async read(opened: OpenedPeriod, series: readonly ResolvedSeries[], sink: PeriodSink): Promise<void> {
    const samples = opened.times.length;
    if (samples === 0) return;
    const perCall = Math.min(CALL_SERIES, Math.max(1, Math.floor(this.#callBytes / (8 * samples))));
    const values = this.#column(samples);
    for (let first = 0; first < series.length; first += perCall) {
      const specifications = series
        .slice(first, first + perCall)
        .map((item) => this.#resolver.specification(item));
      this.#readCall(
        { specifications, ...opened, values },
        {
          values: (index) => sink.values(first + index, values),
          problem: (index, problem) => sink.problem(first + index, problem),
        },
      );
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #notCovered(period: Period): SeriesProblem {
    const { StartTime, CurrentTime } = this.#model.times;
    const message = `no sample at ${periodText(period)}; the simulation covers ${StartTime} s to ${CurrentTime} s`;
    return { code: 'EMPTY_PERIOD', message };
  }

  /** Reads all series of a call at once, and one by one only to find out which of them the library refuses. */
  #readCall(call: Call, sink: CallSink): void {
    const { specifications, struct, times, values } = call;
    const { library } = this.#model;
    if (!library.has('C_GetMultipleTimeHistoriesW')) return this.#readSingly(call, sink);
    const rows = this.#buffer(times.length * specifications.length);
    try {
      multipleTimeHistories(library, { specifications, period: struct }, rows);
    } catch (error) {
      seriesProblem(error);
      return this.#readSingly(call, sink);
    }
    for (const index of specifications.keys()) {
      columnOf(rows, { column: index, columns: specifications.length }, values);
      sink.values(index);
    }
  }

  #readSingly({ specifications, struct, values }: Call, sink: CallSink): void {
    for (const [index, specification] of specifications.entries()) {
      const problem = this.#readOne(specification, struct, values);
      if (problem === null) sink.values(index);
      else sink.problem(index, problem);
    }
  }

  #readOne(specification: Specification, struct: PeriodStruct, values: Float64Array): SeriesProblem | null {
    try {
      timeHistory(this.#model.library, { specification, period: struct }, values);
      return null;
    } catch (error) {
      return seriesProblem(error);
    }
  }

  #buffer(length: number): Float64Array {
    if (this.#rows.length < length) this.#rows = new Float64Array(length);
    return this.#rows.subarray(0, length);
  }

  #column(length: number): Float64Array {
    if (this.#values.length < length) this.#values = new Float64Array(length);
    return this.#values.subarray(0, length);
  }
}

/** One call of the library; `values` is refilled for each of its series. */
interface Call extends OpenedPeriod {
  readonly specifications: readonly Specification[];
  readonly values: Float64Array;
}

interface CallSink {
  values(index: number): void;
  problem(index: number, problem: SeriesProblem): void;
}

import type {
  FileFacts,
  PeriodRequest,
  Resolution,
  ResultsFile,
  SeriesProblem,
  SeriesRequest,
  SeriesSink,
  ValueAnswer,
  ValueKey,
} from '@ballast/results-model';
import type { LoadedModel } from '../model/loaded-model.ts';
import { beyondEnd, countersSince, factsOf } from './facts.ts';
import { type OpenedPeriod, PeriodReader, type PeriodSink } from './period-reader.ts';
import { Resolver } from './resolver.ts';
import { type OwnRead, type Share, sharedReads, type TimedRequest } from './shared-reads.ts';
import { readValue } from './value-reader.ts';

export interface FileOptions {
  readonly writtenBy: string;
  /** Maximum bytes of values in one call. */
  readonly callBytes: number;
  /** Calls of the library before the file was opened. */
  readonly calls: ReadonlyMap<string, number>;
}

/** One loaded simulation as a `ResultsFile`. */
export class OrcaFlexFile implements ResultsFile {
  readonly #facts: FileFacts;
  readonly #model: LoadedModel;
  readonly #resolver: Resolver;
  readonly #options: FileOptions;

  constructor(model: LoadedModel, options: FileOptions) {
    this.#model = model;
    this.#options = options;
    this.#resolver = new Resolver(model);
    this.#facts = factsOf(model, options.writtenBy);
  }

  get facts(): FileFacts {
    return { ...this.#facts, counters: countersSince(this.#options.calls, this.#model.library.counts) };
  }

  resolve(request: SeriesRequest): Resolution {
    return this.#resolver.resolve(request);
  }

  /** Reads nothing twice: a period within a longer one takes its samples from the longer one. */
  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    for (const warning of this.#resolver.warnings()) sink.warning(warning);
    const reader = new PeriodReader(this.#model, this.#resolver, this.#options.callBytes);
    const opened = requests.map(({ period }) => reader.open(period));
    const reads = sharedReads(requests.map((request, number) => timed(request, number, opened[number])));
    for (const [number, own] of reads.entries()) {
      const period = opened[number];
      const series = requests[number]?.series ?? [];
      if (period === undefined) continue;
      if ('code' in period) {
        for (const index of series.keys()) sink.problem(number, index, period);
        continue;
      }
      await reader.read(
        period,
        own.flatMap((one) => series[one.series] ?? []),
        delivery(number, own, { opened, sink }),
      );
    }
    this.#warnBeyond(requests, opened, sink);
  }

  /** A static result, a data item or a range graph. */
  async value(key: ValueKey): Promise<ValueAnswer> {
    const answer = readValue(this.#model, key);
    const beyond = answer.kind === 'curves' && key.kind === 'range-graph' ? this.#beyond(key.period) : null;
    return answer.kind !== 'curves' || beyond === null ? answer : { ...answer, warning: beyond };
  }

  close(): void {
    this.#model.dispose();
  }

  #warnBeyond(
    requests: readonly PeriodRequest[],
    opened: readonly (OpenedPeriod | SeriesProblem)[],
    sink: SeriesSink,
  ): void {
    for (const [number, { period }] of requests.entries()) {
      const known = opened[number];
      const last = known === undefined || 'code' in known ? undefined : known.times.at(-1);
      const beyond = last === undefined ? null : beyondEnd(this.#facts, period, last);
      if (beyond !== null) sink.warning(beyond, number);
    }
  }

  /** For a period that is known to have samples. */
  #beyond(period: Parameters<typeof beyondEnd>[1]): ReturnType<typeof beyondEnd> {
    const struct = period.kind === 'stage' || period.kind === 'range' ? this.#model.period(period) : null;
    const last = struct === null ? undefined : this.#model.sampleTimes(struct).at(-1);
    return last === undefined ? null : beyondEnd(this.#facts, period, last);
  }
}

type Opened = OpenedPeriod | SeriesProblem | undefined;

/** The sample of the static state has a time too, but it does not belong to the simulation. */
function timed({ period, series }: PeriodRequest, request: number, opened: Opened): TimedRequest {
  const shareable = opened !== undefined && 'times' in opened && period.kind !== 'static';
  return { request, series, times: shareable ? opened.times : null };
}

/** Delivers what is read for one request to it and to the requests that share it. */
function delivery(
  request: number,
  own: readonly OwnRead[],
  { opened, sink }: { readonly opened: readonly Opened[]; readonly sink: SeriesSink },
): PeriodSink {
  const timesOf = (number: number): Float64Array => {
    const period = opened[number];
    return period !== undefined && 'times' in period ? period.times : NO_TIMES;
  };
  const takersOf = (read: number): readonly Share[] => {
    const one = own[read];
    return one === undefined ? [] : [{ request, series: one.series, from: 0 }, ...one.shares];
  };
  return {
    values: (read, values) => {
      for (const taker of takersOf(read)) {
        const times = timesOf(taker.request);
        const own = values.subarray(taker.from, taker.from + times.length);
        sink.block(taker.request, taker.series, times, own, true);
      }
    },
    problem: (read, problem) => {
      for (const taker of takersOf(read)) sink.problem(taker.request, taker.series, problem);
    },
  };
}

const NO_TIMES: Float64Array = new Float64Array(0);

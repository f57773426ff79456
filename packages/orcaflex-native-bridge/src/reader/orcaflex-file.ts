import type {
  FileFacts,
  PeriodRequest,
  Resolution,
  ResultsFile,
  SeriesRequest,
  SeriesSink,
  ValueAnswer,
  ValueKey,
} from '@ballast/results-model';
import type { LoadedModel } from '../model/loaded-model.ts';
import { beyondEnd, countersSince, factsOf } from './facts.ts';
import { PeriodReader } from './period-reader.ts';
import { Resolver } from './resolver.ts';
import { readValue } from './value-reader.ts';

export interface FileOptions {
  readonly writtenBy: string;
  /** At most so many bytes of values in one call. */
  readonly callBytes: number;
  /** Calls of the library before the file was opened. */
  readonly calls: ReadonlyMap<string, number>;
}

/** One loaded simulation as every reader gives it. */
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

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    const reader = new PeriodReader(this.#model, this.#resolver, this.#options.callBytes);
    for (const warning of this.#resolver.warnings()) sink.warning(warning);
    for (const [request, { period, series }] of requests.entries()) {
      const last = await reader.read(period, series, {
        values: (index, times, values) => sink.block(request, index, times, values),
        problem: (index, problem) => sink.problem(request, index, problem),
      });
      const beyond = last === null ? null : beyondEnd(this.#facts, period, last);
      if (beyond !== null) sink.warning(beyond, request);
    }
  }

  /** A static result, an item of data or a range graph. */
  async value(key: ValueKey): Promise<ValueAnswer> {
    const answer = readValue(this.#model, key);
    const beyond = answer.kind === 'curves' && key.kind === 'range-graph' ? this.#beyond(key.period) : null;
    return answer.kind !== 'curves' || beyond === null ? answer : { ...answer, warning: beyond };
  }

  close(): void {
    this.#model.dispose();
  }

  /** Of a period that is known to have samples. */
  #beyond(period: Parameters<typeof beyondEnd>[1]): ReturnType<typeof beyondEnd> {
    const struct = period.kind === 'stage' || period.kind === 'range' ? this.#model.period(period) : null;
    const last = struct === null ? undefined : this.#model.sampleTimes(struct).at(-1);
    return last === undefined ? null : beyondEnd(this.#facts, period, last);
  }
}

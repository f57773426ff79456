import type {
  FileFacts,
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  SeriesSink,
  ValueAnswer,
} from '../src/reader/results-file.ts';
import type { Period } from '../src/series/period.ts';
import type { SeriesRequest } from '../src/series/series-key.ts';
import { type ValueKey, valueName } from '../src/values/value-key.ts';

/** One series of a file in memory; samples are one second apart, starting at 0 s. */
export interface MemorySeries {
  readonly variable: string;
  readonly values: readonly number[];
  readonly object?: string;
  readonly index?: number;
  /** `(m)` by default. */
  readonly unit?: string;
}

/** A results file that lives in memory and records how it was used. */
export class MemoryFile implements ResultsFile {
  /** The file's facts, whatever the file itself does with them. */
  protected readonly known: FileFacts;
  readonly resolved: SeriesRequest[] = [];
  readonly reads: (readonly PeriodRequest[])[] = [];
  readonly #series: readonly MemorySeries[];

  constructor(series: readonly MemorySeries[], facts: Partial<FileFacts> = {}) {
    this.#series = series;
    const samples = series[0]?.values.length ?? 0;
    this.known = {
      format: 'memory',
      completeness: 'complete',
      samples,
      series: series.length,
      startTime: samples === 0 ? null : 0,
      endTime: samples === 0 ? null : samples - 1,
      plannedEndTime: null,
      warnings: [],
      writtenBy: null,
      ...facts,
    };
  }

  get facts(): FileFacts {
    return this.known;
  }

  resolve(request: SeriesRequest): Resolution {
    this.resolved.push(request);
    const { object, variable } = request;
    const found = this.#series.flatMap((series, ref): ResolvedSeries[] => {
      const matches = (series.object ?? null) === object && series.variable === variable;
      if (variable !== '*' && !matches) return [];
      const { index = ref + 1 } = series;
      return [
        { ref, index, object: series.object ?? null, variable: series.variable, unit: series.unit ?? '(m)' },
      ];
    });
    if (found.length > 0 || variable === '*') return { kind: 'found', series: found };
    return { kind: 'missing', problem: { code: 'NO_SUCH_CHANNEL', message: `no channel "${variable}"` } };
  }

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    this.reads.push(requests);
    for (const [request, { period, series }] of requests.entries()) {
      for (const [at, { ref }] of series.entries()) {
        const samples = (this.#series[ref]?.values ?? []).map((value, time) => ({ time, value }));
        const chosen = samples.filter(({ time }) => covers(period, time));
        sink.block(
          request,
          at,
          Float64Array.from(chosen, ({ time }) => time),
          Float64Array.from(chosen, ({ value }) => value),
        );
      }
    }
  }

  close(): void {}
}

function covers(period: Period, time: number): boolean {
  if (period.kind === 'instant') return time === period.time;
  if (period.kind !== 'range') return period.kind === 'whole';
  return time >= (period.from ?? 0) && time <= (period.to ?? Number.POSITIVE_INFINITY);
}

/** A file that also has values, by `valueName` of their keys. */
export class ValueFile extends MemoryFile implements ResultsFile {
  readonly requested: ValueKey[] = [];
  readonly #answers: Readonly<Record<string, ValueAnswer>>;

  constructor(
    answers: Readonly<Record<string, ValueAnswer>>,
    series: readonly MemorySeries[] = [],
    facts: Partial<FileFacts> = {},
  ) {
    super(series, facts);
    this.#answers = answers;
  }

  async value(key: ValueKey): Promise<ValueAnswer> {
    this.requested.push(key);
    const name = valueName(key);
    const problem = { code: 'NO_SUCH_VALUE', message: `no ${name}` };
    return this.#answers[name] ?? { kind: 'missing', problem };
  }
}

import type { Lane } from '../kernels/lane-piece.ts';
import { pieceKernel } from '../kernels/piece-kernel.ts';
import { RowStatistics } from '../kernels/row-statistics.ts';
import type {
  FileFacts,
  FileWarning,
  Packing,
  RowLayout,
  RowReceiver,
  SeriesProblem,
  SeriesSink,
} from '../reader/results-file.ts';
import { SeriesReductions } from '../reduction/reduce.ts';
import { type Reduction, reductionText } from '../reduction/reduction.ts';
import { transformInto } from '../series/transform.ts';
import { StatisticsAccumulator } from '../statistics/accumulator.ts';
import { expectedSamples } from './expected-samples.ts';
import type { KeyResult, SeriesResult } from './file-result.ts';
import { emptyPeriod, nonFiniteProblem } from './period-problem.ts';
import type { ResolvedPlan, WantedSeries } from './resolve-plan.ts';
import { KeptSamples, KeptTimes } from './sample-store.ts';
import { columnsWarning, timesWarnings } from './series-warnings.ts';

interface Collected extends WantedSeries {
  readonly accumulator: StatisticsAccumulator;
  readonly reduced: Reduced | null;
  /** Null if no sample is needed again. */
  readonly samples: KeptSamples | null;
  problem: SeriesProblem | null;
}

interface Block {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly last: boolean;
}

/** Fewer numbers are summed up before the kernel has been compiled, and rows have been prepared for it. */
const LEAST_FOR_KERNEL = 4096;

/** The distinct reductions of one series over all keys that request it. */
interface Reduced {
  readonly places: ReadonlyMap<string, number>;
  readonly reductions: SeriesReductions;
}

/**
 * Receives the samples of one file and keeps their statistics, and the samples themselves if the plan needs them in
 * full.
 */
export class Collector implements SeriesSink {
  readonly #positions: ResolvedPlan['positions'];
  readonly #collected: readonly Collected[];
  /** By request and series. */
  readonly #receivers: readonly (readonly (readonly Collected[])[])[];
  readonly #warnings: FileWarning[] = [];
  /** How many samples there are in each request, about. */
  readonly #expected: readonly number[];
  #scratch: Float64Array = new Float64Array(0);

  constructor({ keys, positions, wanted, kept, requests }: ResolvedPlan, facts: FileFacts) {
    this.#positions = positions;
    const expected = requests.map(({ period }) => expectedSamples(period, facts));
    this.#expected = expected;
    const times = new Map<number, KeptTimes>();
    for (const request of kept.values()) {
      if (!times.has(request)) times.set(request, new KeptTimes(expected[request] ?? 0));
    }
    const reduced = reducedSeries(keys, wanted);
    this.#collected = wanted.map((item, position) => {
      const request = kept.get(position);
      const shared = request === undefined ? undefined : times.get(request);
      const samples = shared === undefined ? null : new KeptSamples(shared, expected[request ?? 0] ?? 0);
      const { series, period, transform } = item;
      return {
        series,
        period,
        transform,
        accumulator: new StatisticsAccumulator(),
        reduced: reduced.get(position) ?? null,
        samples,
        problem: null,
      };
    });
    this.#receivers = positions.map((ofRequest) =>
      ofRequest.map((all) => all.flatMap((position) => this.#collected[position] ?? [])),
    );
  }

  block(request: number, series: number, times: Float64Array, values: Float64Array, last = false): void {
    for (const collected of this.#at(request, series)) this.#take(collected, { times, values, last });
  }

  rows(request: number, layout: RowLayout): RowReceiver | null {
    const series = this.#receivers[request];
    if (series === undefined || (this.#expected[request] ?? 0) * series.length < LEAST_FOR_KERNEL)
      return null;
    const kernel = pieceKernel();
    if (kernel === null) return null;
    return RowStatistics.create(
      kernel,
      layout,
      series.map((all) => this.#lane(all)),
    );
  }

  problem(request: number, series: number, problem: SeriesProblem): void {
    for (const collected of this.#at(request, series)) collected.problem ??= problem;
  }

  warning(warning: FileWarning, request?: number): void {
    const of = request === undefined ? [] : (this.#positions[request] ?? []).flat();
    this.#warnings.push(
      columnsWarning(
        warning,
        of.flatMap((position) => this.#collected[position] ?? []),
      ),
    );
  }

  /** The reader's warnings, then those about series with different times. */
  warnings(): FileWarning[] {
    const apart = this.#collected.filter(({ samples }) => samples?.agrees === false);
    return [...this.#warnings, ...timesWarnings(apart)];
  }

  /** In the order of `ResolvedPlan.wanted`. */
  results(facts: FileFacts): SeriesResult[] {
    return this.#collected.map(({ series, period, accumulator, problem }) => {
      const { index, object, variable, unit } = series;
      const statistics = accumulator.result();
      const why = problem ?? (statistics.n === 0 ? emptyPeriod(period, facts) : null);
      if (why !== null) return { index, object, variable, unit, statistics: null, problem: why };
      const { nonFinite } = accumulator;
      const spoilt = nonFinite > 0 ? nonFiniteProblem(nonFinite, { n: statistics.n, period }) : null;
      return { index, object, variable, unit, statistics, problem: spoilt };
    });
  }

  /** For each key with reductions: their values by series. Call once, after everything has been read. */
  reductions(keys: ResolvedPlan['keys']): (KeyResult['reductions'] | undefined)[] {
    const values = this.#collected.map(({ reduced, accumulator, problem }) =>
      reduced === null || problem !== null ? null : reduced.reductions.values(accumulator.result()),
    );
    return keys.map(({ key, wanted }) => {
      if (key.reductions === undefined) return undefined;
      const names = key.reductions.map(reductionText);
      return wanted.map((position) => {
        const places = this.#collected[position]?.reduced?.places;
        return names.map((name) => values[position]?.[places?.get(name) ?? -1] ?? null);
      });
    });
  }

  /** Null for a series whose samples were not kept or do not exist. */
  samples(position: number): KeptSamples | null {
    const collected = this.#collected[position];
    return collected === undefined || collected.problem !== null ? null : collected.samples;
  }

  /** Statistics of the samples as they are come from the rows at once; everything else takes the samples in pieces. */
  #lane(all: readonly Collected[]): Lane {
    const plain = all.filter(({ transform }) => transform === null);
    const needing = all.filter(
      ({ transform, reduced, samples }) => transform !== null || reduced !== null || samples !== null,
    );
    return {
      accumulators: plain.map(({ accumulator }) => accumulator),
      samples:
        needing.length === 0
          ? null
          : (times, values) => {
              for (const one of needing)
                if (one.transform === null) this.#pass(one, times, values);
                else this.#take(one, { times, values, last: false });
            },
    };
  }

  #take(collected: Collected, block: Block): void {
    const { transform, accumulator } = collected;
    const { times, values, last } = block;
    const own = transform === null ? values : transformInto(this.#room(values.length), values, transform);
    accumulator.add(times, own, last);
    this.#pass(collected, times, own);
  }

  #pass({ reduced, samples }: Collected, times: Float64Array, values: Float64Array): void {
    reduced?.reductions.add(times, values);
    samples?.add(times, values);
  }

  #at(request: number, series: number): readonly Collected[] {
    const found = this.#receivers[request]?.[series] ?? [];
    if (found.length > 0) return found;
    throw new RangeError(`no series ${series} in request ${request} was requested`);
  }

  #room(length: number): Float64Array {
    if (this.#scratch.length < length) this.#scratch = new Float64Array(length);
    return this.#scratch;
  }
}

function reducedSeries(
  keys: ResolvedPlan['keys'],
  series: readonly WantedSeries[],
): ReadonlyMap<number, Reduced> {
  const requested = new Map<number, Map<string, Reduction>>();
  for (const { key, wanted } of keys) {
    for (const position of key.reductions === undefined ? [] : wanted) {
      const own = requested.get(position) ?? new Map<string, Reduction>();
      requested.set(position, own);
      for (const reduction of key.reductions ?? []) own.set(reductionText(reduction), reduction);
    }
  }
  return new Map(
    [...requested].map(([position, own]) => {
      const places = new Map([...own.keys()].map((text, place) => [text, place]));
      return [
        position,
        { places, reductions: new SeriesReductions([...own.values()], packingOf(series[position])) },
      ];
    }),
  );
}

function packingOf(wanted: WantedSeries | undefined): Packing | null {
  return wanted?.transform === null ? (wanted.series.packing ?? null) : null;
}

import type { FileFacts, FileWarning, SeriesProblem, SeriesSink } from '../reader/results-file.ts';
import { periodText } from '../series/period.ts';
import { StatisticsAccumulator } from '../statistics/accumulator.ts';
import type { SeriesResult } from './file-result.ts';
import { emptyPeriod } from './period-problem.ts';
import type { ResolvedPlan, WantedSeries } from './resolve-plan.ts';

/** Further series with samples that are not finite share one warning: a broken file has hundreds. */
const NAMED_SERIES = 20;

interface Collected extends WantedSeries {
  readonly accumulator: StatisticsAccumulator;
  problem: SeriesProblem | null;
}

/** Receives the samples of one file and keeps their statistics. */
export class Collector implements SeriesSink {
  readonly #positions: readonly (readonly number[])[];
  readonly #collected: readonly Collected[];
  readonly #warnings: FileWarning[] = [];

  constructor({ positions, wanted }: ResolvedPlan) {
    this.#positions = positions;
    this.#collected = wanted.map((item) => ({
      ...item,
      accumulator: new StatisticsAccumulator(),
      problem: null,
    }));
  }

  block(request: number, series: number, times: Float64Array, values: Float64Array): void {
    this.#at(request, series).accumulator.add(times, values);
  }

  problem(request: number, series: number, problem: SeriesProblem): void {
    this.#at(request, series).problem ??= problem;
  }

  warning(warning: FileWarning): void {
    this.#warnings.push(warning);
  }

  /** What the reader warned of, then the series whose statistics are spoilt. */
  warnings(): FileWarning[] {
    const spoilt = this.#collected.filter((item) => item.problem === null && item.accumulator.nonFinite > 0);
    const named = spoilt.slice(0, NAMED_SERIES).map(nonFiniteWarning);
    const rest = spoilt.slice(NAMED_SERIES);
    return [...this.#warnings, ...named, ...(rest.length === 0 ? [] : [summary(rest)])];
  }

  /** In the order of `ResolvedPlan.wanted`. */
  results(facts: FileFacts): SeriesResult[] {
    return this.#collected.map(({ series, period, accumulator, problem }) => {
      const { index, object, variable, unit } = series;
      const statistics = accumulator.result();
      const why = problem ?? (statistics.n === 0 ? emptyPeriod(period, facts) : null);
      return { index, object, variable, unit, statistics: why === null ? statistics : null, problem: why };
    });
  }

  #at(request: number, series: number): Collected {
    const collected = this.#collected[this.#positions[request]?.[series] ?? -1];
    if (collected === undefined)
      throw new RangeError(`No series ${series} in request ${request} was asked for.`);
    return collected;
  }
}

function nonFiniteWarning({ series, period, accumulator }: Collected): FileWarning {
  const { index, object, variable } = series;
  const count = accumulator.nonFinite;
  const { n } = accumulator.result();
  const name = object === null ? `"${variable}"` : `"${variable}" of "${object}"`;
  return {
    code: 'NON_FINITE_SAMPLES',
    message: `${name} (series ${index}, period ${periodText(period)}) has ${count} samples of ${n} that are NaN or infinite; it has no statistics but n`,
    details: { object, variable, index, period: periodText(period), count, n },
  };
}

function summary(rest: readonly Collected[]): FileWarning {
  const count = rest.reduce((sum, item) => sum + item.accumulator.nonFinite, 0);
  return {
    code: 'NON_FINITE_SAMPLES',
    message: `${rest.length} further series have ${count} samples that are NaN or infinite`,
    details: { series: rest.length, count },
  };
}

import type { FileResult, SeriesResult } from '../../plan/file-result.ts';
import { isWildcard } from '../../series/wildcard.ts';
import type { StatisticName } from '../../statistics/statistic.ts';
import { labelOf, seriesEndings, statisticsRequested, stemOf } from '../columns/labels.ts';
import { keyResult, type PlannedSeries, seriesAt } from '../columns/table-columns.ts';
import { unitOfReduction, unitOfStatistic } from '../columns/unit-of-statistic.ts';
import type { Cell } from '../style/csv.ts';
import type { WideGroup } from './wide-group.ts';

/** A series column and the places for the series it matches, in the order they were first seen. */
export class SeriesGroup implements WideGroup {
  readonly #planned: PlannedSeries;
  readonly #statistics: readonly StatisticName[];
  readonly #endings: readonly string[];
  /** From the name and occurrence of a series (see `namedSeries`) to its place. */
  readonly #places = new Map<string, number>();
  /** Beginnings of labels, by place. */
  readonly #stems: string[] = [];

  /** A named column has a place for its series from the start, so that it exists even if no file has the series. */
  constructor(planned: PlannedSeries) {
    const { column } = planned;
    this.#planned = planned;
    this.#statistics = statisticsRequested(column);
    this.#endings = seriesEndings(column);
    if (isWildcard(column.variable)) return;
    this.#places.set('#1', 0);
    this.#stems.push(stemOf(column, column));
  }

  observe(result: FileResult): boolean {
    const before = this.#stems.length;
    for (const { name, series } of namedSeries(this.#planned, result)) {
      if (this.#places.has(name)) continue;
      this.#places.set(name, this.#stems.length);
      this.#stems.push(stemOf(this.#planned.column, series));
    }
    return this.#stems.length > before;
  }

  labels(): string[] {
    const { column } = this.#planned;
    return this.#stems.flatMap((stem) => this.#endings.map((ending) => labelOf(column, stem, ending)));
  }

  /** Series that were not observed have no column and are omitted. */
  cells(result: FileResult | null): Cell[] {
    const statistics = this.#statistics;
    const width = this.#endings.length;
    const cells = new Array<Cell>(this.#stems.length * width).fill(null);
    if (result === null) return cells;
    for (const { name, series, reductions } of namedSeries(this.#planned, result)) {
      const place = this.#places.get(name);
      if (place === undefined || series.statistics === null) continue;
      for (const [offset, statistic] of statistics.entries()) {
        cells[place * width + offset] = series.statistics[statistic];
      }
      for (const [offset, value] of reductions.entries())
        cells[place * width + statistics.length + offset] = value;
    }
    return cells;
  }

  units(result: FileResult | null): (string | null)[] {
    const width = this.#endings.length;
    const reductions = this.#planned.column.reductions ?? [];
    const units = new Array<string | null>(this.#stems.length * width).fill(null);
    if (result === null) return units;
    for (const { name, series } of namedSeries(this.#planned, result)) {
      const place = this.#places.get(name);
      if (place === undefined || series.problem !== null) continue;
      const own = [
        ...this.#statistics.map((statistic) => unitOfStatistic(statistic, series.unit)),
        ...reductions.map((reduction) => unitOfReduction(reduction, series.unit)),
      ];
      for (const [offset, unit] of own.entries()) units[place * width + offset] = unit;
    }
    return units;
  }
}

interface NamedSeries {
  readonly name: string;
  readonly series: SeriesResult;
  readonly reductions: readonly (number | null)[];
}

/**
 * The series that the column's key has in this result, each with a name that is the same in every file: its own name
 * and the number of its occurrence for a wildcard, the bare number for a named column. Indices would not work: files
 * differ in what precedes a series.
 */
function namedSeries(planned: PlannedSeries, result: FileResult): NamedSeries[] {
  const counts = new Map<string, number>();
  const found = keyResult(result, planned);
  return found.series.map((position, i) => {
    const series = seriesAt(result, position);
    const wildcard = isWildcard(planned.column.variable);
    const name = wildcard ? JSON.stringify([series.object, series.variable]) : '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: `${name}#${count}`, series, reductions: found.reductions?.[i] ?? [] };
  });
}

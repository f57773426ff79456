import type { FileResult, SeriesResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { StatisticName } from '../statistics/statistic.ts';
import type { Cell } from './csv.ts';
import { distinctLabels, labelOf, statisticsAsked, stemOf, WILDCARD } from './labels.ts';
import { keyResult, type PlannedColumn, plannedColumns, seriesAt } from './table-columns.ts';
import type { TableHeader, TableInput } from './table-header.ts';
import type { TableSpec } from './table-spec.ts';

const LEADING = ['file', 'status'];

/** A column of the spec and the places for the series it matches, in the order they were first seen. */
interface Group {
  readonly planned: PlannedColumn;
  readonly statistics: readonly StatisticName[];
  /** From a series' name and occurrence (see `namedSeries`) to its place. */
  readonly places: Map<string, number>;
  /** Beginnings of labels, by place. */
  readonly stems: string[];
}

/** One row per input, a column per label. */
export class WideTable implements TableHeader {
  readonly fixed = false;
  readonly #groups: readonly Group[];
  #columns: readonly string[] | null = null;

  constructor(spec: TableSpec, plan: ReadPlan) {
    this.#groups = plannedColumns(spec, plan).map(newGroup);
  }

  get columns(): readonly string[] {
    this.#columns ??= [...LEADING, ...distinctLabels(this.#groups.flatMap(groupLabels), LEADING)];
    return this.#columns;
  }

  observe(result: FileResult | null): void {
    if (result === null) return;
    for (const group of this.#groups) {
      for (const { name, series } of namedSeries(group, result)) {
        if (group.places.has(name)) continue;
        group.places.set(name, group.stems.length);
        group.stems.push(stemOf(group.planned.column, series));
        this.#columns = null;
      }
    }
  }

  /** Series that were not observed have no column and are left out. */
  rows({ file, status, result }: TableInput): Cell[][] {
    return [[file, status, ...this.#groups.flatMap((group) => groupCells(group, result))]];
  }
}

/** A named column has a place for its series from the start, so that it exists when no file has the series. */
function newGroup(planned: PlannedColumn): Group {
  const { column } = planned;
  const group: Group = { planned, statistics: statisticsAsked(column), places: new Map(), stems: [] };
  if (column.variable !== WILDCARD) {
    group.places.set('#1', 0);
    group.stems.push(stemOf(column, column));
  }
  return group;
}

/**
 * The series that the group's key has in this result, each with a name that is the same in every file: its own
 * name and the number of its occurrence for a wildcard, the bare number for a named column. Indices would not
 * do: files differ in what stands before a series.
 */
function namedSeries({ planned }: Group, result: FileResult): { name: string; series: SeriesResult }[] {
  const counts = new Map<string, number>();
  return keyResult(result, planned).series.map((position) => {
    const series = seriesAt(result, position);
    const wildcard = planned.column.variable === WILDCARD;
    const name = wildcard ? JSON.stringify([series.object, series.variable]) : '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: `${name}#${count}`, series };
  });
}

function groupLabels({ planned, statistics, stems }: Group): string[] {
  return stems.flatMap((stem) => statistics.map((statistic) => labelOf(planned.column, stem, statistic)));
}

function groupCells(group: Group, result: FileResult | null): Cell[] {
  const { statistics, places, stems } = group;
  const cells = new Array<Cell>(stems.length * statistics.length).fill(null);
  if (result === null) return cells;
  for (const { name, series } of namedSeries(group, result)) {
    const place = places.get(name);
    if (place === undefined || series.statistics === null) continue;
    for (const [offset, statistic] of statistics.entries()) {
      cells[place * statistics.length + offset] = series.statistics[statistic];
    }
  }
  return cells;
}

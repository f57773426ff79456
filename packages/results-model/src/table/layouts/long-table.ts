import type { FileResult, ValueResult } from '../../plan/file-result.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { reductionLabel } from '../../reduction/reduction.ts';
import { periodText } from '../../series/period.ts';
import { positionText } from '../../series/position.ts';
import type { SeriesKey } from '../../series/series-key.ts';
import { STATISTICS, type StatisticName, type Statistics } from '../../statistics/statistic.ts';
import {
  RANGE_STATISTICS,
  type RangeStatisticName,
  type RangeStatistics,
} from '../../values/range-statistics.ts';
import { valueVariable } from '../../values/value-key.ts';
import { rangeStatisticsRequested, statisticsRequested } from '../columns/labels.ts';
import {
  keyResult,
  type PlannedColumn,
  type PlannedSeries,
  type PlannedValue,
  plannedColumns,
  seriesAt,
  valueResult,
} from '../columns/table-columns.ts';
import type { Cell } from '../style/csv.ts';
import type { BodyRow, TableBody } from '../style/table-header.ts';
import type { TableSpec } from '../table-spec.ts';

const DESCRIPTION = ['index', 'object', 'variable', 'unit', 'period'] as const;
/** Statistics that only range graphs have. */
const PLACES = RANGE_STATISTICS.filter((name) => name.startsWith('z'));

/** What a row is about, besides its numbers. */
interface Described {
  readonly index?: number;
  readonly object: string | null;
  readonly variable: string;
  readonly unit?: string | null;
  readonly period: string | null;
}

/** The columns of a table for one of its planned ones: which numbers of a series or range graph go where. */
interface Places {
  readonly statistics: readonly (readonly [name: StatisticName | RangeStatisticName, place: number])[];
  readonly reductions: readonly number[];
}

type Values = Partial<Statistics & RangeStatistics>;

/** Rows by what they are about: the position of a series, or a name for everything else. */
type Rows = Map<number | string, Cell[]>;

/**
 * One row per input and series, static result, data item or range graph; an input without any still has one row. Static
 * results and data have a column `value`, which exists only if the table requests one.
 */
export class LongTable implements TableBody {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #planned: readonly (readonly [PlannedColumn, Places])[];
  /** Place of the column `value`; -1 without it. */
  readonly #valueAt: number;

  constructor(spec: TableSpec, plan: ReadPlan) {
    const planned = plannedColumns(spec, plan);
    if (planned.some(({ kind }) => kind === 'link')) {
      throw new Error(`defect: the long table "${spec.name}" cannot have linked columns`);
    }
    const kinds = new Set(spec.columns.map(({ kind }) => kind));
    this.columns = [
      ...DESCRIPTION,
      ...STATISTICS,
      ...(kinds.has('range-graph') ? PLACES : []),
      ...reductionLabels(planned),
      ...(kinds.has('static') || kinds.has('data') ? ['value'] : []),
    ];
    this.#planned = planned.map((one) => [one, placesOf(one, this.columns)]);
    this.#valueAt = this.columns.indexOf('value');
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  units(): null {
    return null;
  }

  rows(result: FileResult | null): BodyRow[] {
    const rows = result === null ? [] : this.#matches(result);
    if (rows.length === 0) rows.push(this.#empty());
    const units = (): null[] => this.columns.map(() => null);
    return rows.map((cells) => ({ about: null, cells, units }));
  }

  /** In the order of columns, then of series; what several columns match appears once. */
  #matches(result: FileResult): Cell[][] {
    const rows: Rows = new Map();
    for (const [planned, places] of this.#planned) {
      if (planned.kind === 'series') this.#addSeries(rows, { planned, places }, result);
      if (planned.kind === 'value') this.#addValue(rows, { planned, places }, result);
    }
    return [...rows.values()];
  }

  #addSeries(
    rows: Rows,
    { planned, places }: { readonly planned: PlannedSeries; readonly places: Places },
    result: FileResult,
  ): void {
    const { key, series, problem, reductions } = keyResult(result, planned);
    const period = periodText(key.period);
    if (problem !== null) {
      const { object } = key;
      const about = { object, variable: placed(key.variable, key), period };
      rows.set(`key ${planned.position}`, this.#described(about));
    }
    for (const [i, position] of series.entries()) {
      const { statistics, index, object, variable, unit } = seriesAt(result, position);
      const about = { index, object, variable: placed(variable, key), unit, period };
      const cells = rows.get(position) ?? this.#described(about);
      for (const [k, place] of places.reductions.entries()) cells[place] = reductions?.[i]?.[k] ?? null;
      put(cells, places, statistics);
      rows.set(position, cells);
    }
  }

  #addValue(
    rows: Rows,
    { planned, places }: { readonly planned: PlannedValue; readonly places: Places },
    result: FileResult,
  ): void {
    const { key, unit, value, range, problem } = valueResult(result, planned);
    const name = `value ${planned.position}`;
    const object = key.kind === 'figures' ? null : key.object;
    const about = { object, variable: valueVariable(key), period: periodOf(key) };
    const cells = rows.get(name) ?? this.#described({ ...about, unit: problem === null ? unit : null });
    if (this.#valueAt >= 0) cells[this.#valueAt] = value;
    put(cells, places, range);
    rows.set(name, cells);
  }

  /** A row without its numbers. */
  #described({ index, object, variable, unit, period }: Described): Cell[] {
    const cells = this.#empty();
    cells[0] = index ?? null;
    cells[1] = object;
    cells[2] = variable;
    cells[3] = unit ?? null;
    cells[4] = period;
    return cells;
  }

  #empty(): Cell[] {
    return new Array<Cell>(this.columns.length).fill(null);
  }
}

/** The labels of all reductions that the table requests, each once. */
function reductionLabels(planned: readonly PlannedColumn[]): string[] {
  const all = planned.flatMap((one) => (one.kind === 'series' ? (one.column.reductions ?? []) : []));
  return [...new Set(all.map(reductionLabel))];
}

function placesOf(planned: PlannedColumn, columns: readonly string[]): Places {
  const at = (name: string): number => columns.lastIndexOf(name);
  const placed = (names: readonly (StatisticName | RangeStatisticName)[]): Places['statistics'] =>
    names.map((name) => [name, at(name)] as const).filter(([, place]) => place >= 0);
  if (planned.kind === 'series') {
    const { column } = planned;
    const reductions = (column.reductions ?? []).map((reduction) => at(reductionLabel(reduction)));
    return { statistics: placed(statisticsRequested(column)), reductions };
  }
  const isRange = planned.kind === 'value' && planned.column.kind === 'range-graph';
  return { statistics: isRange ? placed(rangeStatisticsRequested(planned.column)) : [], reductions: [] };
}

function put(cells: Cell[], { statistics }: Places, values: Values | null): void {
  for (const [name, place] of statistics) cells[place] = values?.[name] ?? null;
}

/** The variable as its cell prints it: with the position if one was requested, so that rows can be distinguished. */
function placed(variable: string, { at }: SeriesKey): string {
  return at === null ? variable : `${variable} (${positionText(at)})`;
}

function periodOf(key: ValueResult['key']): string | null {
  if (key.kind === 'data' || key.kind === 'figures') return null;
  return key.kind === 'static' ? 'static' : periodText(key.period);
}

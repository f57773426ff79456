import type { FileResult, SeriesResult, ValueResult } from '../../plan/file-result.ts';
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

/** One row of the table, by the names of its cells; cells not named are empty. */
type Named = Readonly<Partial<Record<string, Cell>>>;

type Values = Statistics & RangeStatistics;

/** What the columns of one table request together from one series or range graph. */
interface Requested {
  readonly found: Named;
  readonly values: Partial<Values> | null;
  readonly statistics: Set<StatisticName | RangeStatisticName>;
  /** Values of reductions by label. */
  readonly reduced: Record<string, Cell>;
}

/**
 * One row per input and series, static result, data item or range graph; an input without any still has one row. Static
 * results and data have a column `value`, which exists only if the table requests one.
 */
export class LongTable implements TableBody {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #planned: readonly PlannedColumn[];
  /** Places of the columns by their names. */
  readonly #places: ReadonlyMap<string, number>;

  constructor(spec: TableSpec, plan: ReadPlan) {
    this.#planned = plannedColumns(spec, plan);
    if (this.#planned.some(({ kind }) => kind === 'link')) {
      throw new Error(`defect: the long table "${spec.name}" cannot have linked columns`);
    }
    const kinds = new Set(spec.columns.map(({ kind }) => kind));
    this.columns = [
      ...DESCRIPTION,
      ...STATISTICS,
      ...(kinds.has('range-graph') ? PLACES : []),
      ...reductionLabels(this.#planned),
      ...(kinds.has('static') || kinds.has('data') ? ['value'] : []),
    ];
    this.#places = new Map(this.columns.map((name, place) => [name, place]));
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
    const matches = new Map<string, Requested>();
    for (const planned of this.#planned) {
      if (planned.kind === 'series') addSeries(matches, planned, result);
      if (planned.kind === 'value') addValue(matches, planned, result);
    }
    return [...matches.values()].map((requested) => this.#cellsOf(requested));
  }

  #cellsOf({ found, values, statistics, reduced }: Requested): Cell[] {
    const cells = this.#empty();
    const put = (name: string, cell: Cell): void => {
      const place = this.#places.get(name);
      if (place !== undefined) cells[place] = cell;
    };
    for (const name in found) put(name, found[name] ?? null);
    for (const name in reduced) put(name, reduced[name] ?? null);
    for (const name of statistics) put(name, values?.[name] ?? null);
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

function addSeries(matches: Map<string, Requested>, planned: PlannedSeries, result: FileResult): void {
  const { key, series, problem, reductions } = keyResult(result, planned);
  const labels = (planned.column.reductions ?? []).map(reductionLabel);
  const statistics = statisticsRequested(planned.column);
  if (problem !== null) {
    const { object } = key;
    const found = { object, variable: placed(key.variable, key), period: periodText(key.period) };
    matches.set(`key ${planned.position}`, { found, values: null, statistics: new Set(), reduced: {} });
  }
  for (const [i, position] of series.entries()) {
    const found = (): Named => describedSeries(seriesAt(result, position), key);
    const reduced = Object.fromEntries(labels.map((label, k) => [label, reductions?.[i]?.[k] ?? null]));
    const { statistics: values } = seriesAt(result, position);
    add(matches, `series ${position}`, { found, values, statistics, reduced });
  }
}

function describedSeries({ index, object, variable, unit }: SeriesResult, key: SeriesKey): Named {
  return { index, object, variable: placed(variable, key), unit, period: periodText(key.period) };
}

/** The variable as its cell prints it: with the position if one was requested, so that rows can be distinguished. */
function placed(variable: string, { at }: SeriesKey): string {
  return at === null ? variable : `${variable} (${positionText(at)})`;
}

function addValue(matches: Map<string, Requested>, planned: PlannedValue, result: FileResult): void {
  const found = valueResult(result, planned);
  const { column } = planned;
  add(matches, `value ${planned.position}`, {
    found: () => describedValue(found),
    values: found.range,
    statistics: column.kind === 'range-graph' ? rangeStatisticsRequested(column) : [],
  });
}

function describedValue({ key, unit, value, problem }: ValueResult): Named {
  return {
    object: key.kind === 'figures' ? null : key.object,
    variable: valueVariable(key),
    unit: problem === null ? unit : null,
    period: periodOf(key),
    value,
  };
}

function periodOf(key: ValueResult['key']): string | null {
  if (key.kind === 'data' || key.kind === 'figures') return null;
  return key.kind === 'static' ? 'static' : periodText(key.period);
}

function add(
  matches: Map<string, Requested>,
  name: string,
  requested: {
    found: () => Named;
    values: Requested['values'];
    statistics: readonly (StatisticName | RangeStatisticName)[];
    reduced?: Readonly<Record<string, Cell>>;
  },
): void {
  const known = matches.get(name);
  if (known === undefined) {
    const { found, values, statistics, reduced } = requested;
    matches.set(name, { found: found(), values, statistics: new Set(statistics), reduced: { ...reduced } });
    return;
  }
  for (const statistic of requested.statistics) known.statistics.add(statistic);
  Object.assign(known.reduced, requested.reduced);
}

import type { FileResult, SeriesResult, ValueResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { periodText } from '../series/period.ts';
import { positionText } from '../series/position.ts';
import type { SeriesKey } from '../series/series-key.ts';
import { STATISTICS, type StatisticName, type Statistics } from '../statistics/statistic.ts';
import {
  RANGE_STATISTICS,
  type RangeStatisticName,
  type RangeStatistics,
} from '../values/range-statistics.ts';
import { valueVariable } from '../values/value-key.ts';
import type { Cell } from './csv.ts';
import { rangeStatisticsRequested, statisticsRequested } from './labels.ts';
import {
  keyResult,
  type PlannedColumn,
  type PlannedSeries,
  type PlannedValue,
  plannedColumns,
  seriesAt,
  valueResult,
} from './table-columns.ts';
import type { BodyRow, TableBody } from './table-header.ts';
import type { TableSpec } from './table-spec.ts';

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
}

/**
 * One row per input and series, static result, data item or range graph; an input without any still has one row. Static
 * results and data have a column `value`, which exists only if the table requests one.
 */
export class LongTable implements TableBody {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #planned: readonly PlannedColumn[];

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
      ...(kinds.has('static') || kinds.has('data') ? ['value'] : []),
    ];
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  units(): null {
    return null;
  }

  rows(result: FileResult | null): BodyRow[] {
    const named = result === null ? [] : this.#matches(result);
    if (named.length === 0) named.push({});
    return named.map((row) => ({
      about: null,
      cells: this.columns.map((name) => row[name] ?? null),
      units: () => this.columns.map(() => null),
    }));
  }

  /** In the order of columns, then of series; what several columns match appears once. */
  #matches(result: FileResult): Named[] {
    const matches = new Map<string, Requested>();
    for (const planned of this.#planned) {
      if (planned.kind === 'series') addSeries(matches, planned, result);
      if (planned.kind === 'value') addValue(matches, planned, result);
    }
    return [...matches.values()].map(({ found, values, statistics }) => ({
      ...found,
      ...Object.fromEntries([...statistics].map((name) => [name, values?.[name] ?? null])),
    }));
  }
}

function addSeries(matches: Map<string, Requested>, planned: PlannedSeries, result: FileResult): void {
  const { key, series, problem } = keyResult(result, planned);
  const statistics = statisticsRequested(planned.column);
  if (problem !== null) {
    const { object } = key;
    const found = { object, variable: placed(key.variable, key), period: periodText(key.period) };
    matches.set(`key ${planned.position}`, { found, values: null, statistics: new Set() });
  }
  for (const position of series) {
    const found = (): Named => describedSeries(seriesAt(result, position), key);
    add(matches, `series ${position}`, { found, values: seriesAt(result, position).statistics, statistics });
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
    object: key.object,
    variable: valueVariable(key),
    unit: problem === null ? unit : null,
    period: periodOf(key),
    value,
  };
}

function periodOf(key: ValueResult['key']): string | null {
  if (key.kind === 'data') return null;
  return key.kind === 'static' ? 'static' : periodText(key.period);
}

function add(
  matches: Map<string, Requested>,
  name: string,
  requested: {
    found: () => Named;
    values: Requested['values'];
    statistics: readonly (StatisticName | RangeStatisticName)[];
  },
): void {
  const known = matches.get(name);
  if (known === undefined) {
    matches.set(name, { ...requested, found: requested.found(), statistics: new Set(requested.statistics) });
  } else for (const statistic of requested.statistics) known.statistics.add(statistic);
}

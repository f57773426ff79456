import type { FileResult, SeriesResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { periodText } from '../series/period.ts';
import { positionText } from '../series/position.ts';
import type { SeriesKey } from '../series/series-key.ts';
import { STATISTICS, type StatisticName } from '../statistics/statistic.ts';
import type { Cell } from './csv.ts';
import { statisticsAsked } from './labels.ts';
import { keyResult, type PlannedColumn, plannedColumns, seriesAt } from './table-columns.ts';
import type { TableHeader, TableInput } from './table-header.ts';
import type { TableSpec } from './table-spec.ts';

const DESCRIPTION = ['index', 'object', 'variable', 'unit', 'period'] as const;
const COLUMNS: readonly string[] = ['file', 'status', ...DESCRIPTION, ...STATISTICS];
const NOT_ASKED: readonly Cell[] = STATISTICS.map(() => null);

/** What columns of one table ask of one series together. */
interface Asked {
  readonly series: SeriesResult;
  readonly variable: string;
  readonly period: string;
  readonly statistics: Set<StatisticName>;
}

/** A key without series. */
interface Missing {
  readonly object: string | null;
  readonly variable: string;
  readonly period: string;
}

/** One row per input and series; an input without any has one row all the same. */
export class LongTable implements TableHeader {
  readonly fixed = true;
  readonly columns: readonly string[] = COLUMNS;
  readonly #planned: readonly PlannedColumn[];

  constructor(spec: TableSpec, plan: ReadPlan) {
    this.#planned = plannedColumns(spec, plan);
  }

  observe(): void {
    // The columns are the same whatever the results hold.
  }

  rows({ file, status, result }: TableInput): Cell[][] {
    const cells = result === null ? [] : this.#matches(result).map(rowOf);
    if (cells.length === 0) cells.push([...DESCRIPTION.map(() => null), ...NOT_ASKED]);
    return cells.map((row) => [file, status, ...row]);
  }

  /** In the order of columns, then of series; a series or key that several columns match comes once. */
  #matches(result: FileResult): (Asked | Missing)[] {
    const matches = new Map<string, Asked | Missing>();
    for (const planned of this.#planned) {
      const { key, series, problem } = keyResult(result, planned);
      const period = periodText(key.period);
      const asked = statisticsAsked(planned.column);
      if (problem !== null) {
        matches.set(`key ${planned.key}`, {
          object: key.object,
          variable: placed(key.variable, key),
          period,
        });
      }
      for (const position of series) {
        const known = matches.get(`series ${position}`);
        if (known !== undefined && 'statistics' in known)
          for (const name of asked) known.statistics.add(name);
        else {
          const series = seriesAt(result, position);
          const variable = placed(series.variable, key);
          const found = { series, variable, period, statistics: new Set(asked) };
          matches.set(`series ${position}`, found);
        }
      }
    }
    return [...matches.values()];
  }
}

/** The variable as its cell has it: with the position where one was asked for, or rows could not be told apart. */
function placed(variable: string, { at }: SeriesKey): string {
  return at === null ? variable : `${variable} (${positionText(at)})`;
}

function rowOf(match: Asked | Missing): Cell[] {
  if (!('statistics' in match)) return [null, match.object, match.variable, null, match.period, ...NOT_ASKED];
  const { series, variable, period, statistics } = match;
  const values = series.statistics;
  return [
    series.index,
    series.object,
    variable,
    series.unit,
    period,
    ...STATISTICS.map((name) => (values !== null && statistics.has(name) ? values[name] : null)),
  ];
}

import type { CaseColumn } from '../../cases/case-file.ts';
import { caseColumns, caseRows } from '../../cases/case-rows.ts';
import { seriesKeyOf } from '../../plan/column-keys.ts';
import { distinct } from '../../plan/distinct.ts';
import type { FileResult } from '../../plan/file-result.ts';
import { linksOfUltimate, linkText } from '../../plan/plan-reads.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { seriesKeyText } from '../../series/series-key.ts';
import { isWildcard } from '../../series/wildcard.ts';
import { type CollectedFile, type WantedColumn, withNamedColumns } from '../columns/case-columns.ts';
import type { SeriesColumn } from '../columns/column-spec.ts';
import { seriesName, statisticsRequested, stemOf } from '../columns/labels.ts';
import type { Cell } from '../style/csv.ts';
import { rounded } from '../style/rounded.ts';
import type { TableHeader, TableInput } from '../style/table-header.ts';
import { PLAIN_STYLE } from '../style/table-style.ts';
import type { TableOfCases, TableSpec } from '../table-spec.ts';

interface PlannedCase {
  readonly column: SeriesColumn;
  /** Position of its key in the plan. */
  readonly key: number;
  /** Position of its link in the plan; null unless the table needs one. */
  readonly link: number | null;
}

/**
 * A table over all inputs that have a load case; its rows are known after the last input. The table of the cases themselves
 * has a row for each input instead.
 */
export class CasesTable implements TableHeader {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #cases: TableOfCases;
  readonly #requested: readonly WantedColumn[];
  readonly #planned: readonly PlannedCase[];
  readonly #channels: readonly {
    readonly name: string;
    readonly key: number;
    readonly of: TableOfCases['channels'][number];
  }[];
  readonly #decimals: number | null;
  readonly #onlyComplete: boolean;
  readonly #files: CollectedFile[] = [];

  constructor(spec: TableSpec, plan: ReadPlan) {
    const { cases, name } = spec;
    if (cases === undefined) throw new Error(`defect: the table "${name}" has no cases`);
    const { decimals, onlyComplete } = spec.style ?? PLAIN_STYLE;
    this.#cases = cases;
    this.#decimals = decimals;
    this.#onlyComplete = onlyComplete;
    const keys = distinct(plan.keys, seriesKeyText);
    const positionOf = (column: SeriesColumn): number => {
      const position = keys.position(seriesKeyOf(column));
      if (position === undefined) throw new Error(`defect: the plan lacks a column of the table "${name}"`);
      return position;
    };
    const series = spec.columns.flatMap((column) => (column.kind === 'series' ? [column] : []));
    const positions = series.map(positionOf);
    const links = distinct(plan.links, linkText);
    const own = cases.table.kind === 'ultimate' ? linksOfUltimate(positions) : [];
    this.#planned = series.map((column, i) => {
      const link = own[i];
      return {
        column,
        key: positions[i] ?? -1,
        link: link === undefined ? null : (links.position(link) ?? null),
      };
    });
    this.#channels = cases.channels.map((of) => ({ name: of.name, key: positionOf(of.column), of }));
    this.#requested = series.map((column) => ({
      label: isWildcard(column.variable)
        ? null
        : (column.label ?? seriesName(column.object, column.variable)),
      statistics: statisticsRequested(column),
      reductions: column.reductions ?? [],
    }));
    this.columns = this.#isList()
      ? ['file', 'status', ...this.#caseColumns()]
      : caseColumns(
          cases.table,
          this.#requested.flatMap((one) => (one.label === null ? [] : [{ ...one, label: one.label }])),
        );
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  /** Every row has the unit of its figures in a cell. */
  units(): null {
    return null;
  }

  unitRow(): null {
    return null;
  }

  rows(input: TableInput): Cell[][] {
    const { file, status, result, caseValues = null } = input;
    const shown = this.#onlyComplete && result?.facts.completeness !== 'complete' ? null : result;
    const values = this.#valuesOf(caseValues, shown);
    if (this.#isList()) {
      const cells = this.#caseColumns().map((name): Cell => values?.[name] ?? null);
      return [[file, status, ...cells]];
    }
    const columns = shown === null ? null : this.#planned.map((planned) => columnsOf(planned, shown));
    this.#files.push({ file, values, columns, duration: this.#durationOf(columns) });
    return [];
  }

  foot(): Cell[][] {
    const { requested, files } = withNamedColumns(this.#requested, this.#files);
    const rows = caseRows(this.#cases.table, requested, files);
    return rows.map((cells) => [...rounded(cells, this.#decimals)]);
  }

  #isList(): boolean {
    return this.#cases.table.kind === 'cases';
  }

  #caseColumns(): string[] {
    return [...this.#cases.columns, ...this.#channels.map(({ name }) => name)];
  }

  /** An input without a case has no values from channels either, unless all columns come from channels. */
  #valuesOf(
    given: Readonly<Record<string, string>> | null,
    result: FileResult | null,
  ): Readonly<Record<string, string>> | null {
    if (given === null && this.#cases.columns.length > 0) return null;
    const own = this.#channels.flatMap(({ name, key, of }) => {
      const value = result?.series[result.keys[key]?.series[0] ?? -1]?.statistics?.[of.statistic];
      return value === undefined || value === null ? [] : [[name, `${value}`]];
    });
    return { ...given, ...Object.fromEntries(own) };
  }

  #durationOf(columns: readonly (readonly CaseColumn[])[] | null): number | null {
    const place = (this.#requested[0]?.reductions ?? []).findIndex(({ kind }) => kind === 'duration');
    return columns?.[0]?.[0]?.reduced[place] ?? null;
  }
}

/** One column for each series that the key found; for a name that the file lacks, one without values. */
function columnsOf({ column, key, link }: PlannedCase, result: FileResult): CaseColumn[] {
  const found = result.keys[key];
  const extremes = link === null ? null : (result.links[link]?.extremes ?? null);
  const places = isWildcard(column.variable) ? (found?.series ?? []) : [found?.series[0] ?? -1];
  return places.map((place, i): CaseColumn => {
    const series = result.series[place];
    return {
      label: stemOf(column, series ?? column),
      unit: series?.unit ?? '',
      statistics: series?.statistics ?? null,
      reduced: found?.reductions?.[i] ?? [],
      extremes:
        extremes === null
          ? null
          : {
              max: { value: extremes.max, time: extremes.tMax, others: extremes.atMax },
              min: { value: extremes.min, time: extremes.tMin, others: extremes.atMin },
            },
    };
  });
}

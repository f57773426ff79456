import type { FileResult } from '../../plan/file-result.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { periodText } from '../../series/period.ts';
import { positionText } from '../../series/position.ts';
import type { SeriesRequest } from '../../series/series-key.ts';
import type { LinkedColumn } from '../columns/column-spec.ts';
import { seriesName } from '../columns/labels.ts';
import { linkResult, type PlannedLink, plannedColumns } from '../columns/table-columns.ts';
import type { Cell } from '../style/csv.ts';
import type { BodyRow, ColumnFacts, TableBody } from '../style/table-header.ts';
import { PLAIN_LINKED_NAMES, PLAIN_STYLE } from '../style/table-style.ts';
import type { TableSpec } from '../table-spec.ts';
import { headersOf, unionOf } from './linked-headers.ts';

interface Row {
  readonly planned: PlannedLink;
  readonly about: ColumnFacts;
  /** The index of each of the column's figures among the table's columns. */
  readonly places: readonly number[];
}

/** One row per input and column: the extremes of a driver and the values of the linked series at them. */
export class LinkedTable implements TableBody {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #rows: readonly Row[];
  readonly #plan: ReadPlan;

  /** `taken`: headers that no column may use. */
  constructor(spec: TableSpec, plan: ReadPlan, taken: readonly string[]) {
    const names = (spec.style ?? PLAIN_STYLE).linkedNames ?? PLAIN_LINKED_NAMES;
    const linked = plannedColumns(spec, plan).map((planned) => {
      if (planned.kind === 'link') return { planned, headers: headersOf(planned.column, names, taken) };
      throw new Error(`defect: the linked table "${spec.name}" can have linked columns only`);
    });
    this.columns = unionOf(linked.map(({ headers }) => headers));
    this.#plan = plan;
    const places = new Map(this.columns.map((header, place) => [header, place]));
    this.#rows = linked.map(({ planned, headers }) => ({
      planned,
      about: factsOf(planned.column),
      places: headers.map((header) => places.get(header) ?? -1),
    }));
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  units(): null {
    return null;
  }

  rows(result: FileResult | null): BodyRow[] {
    return this.#rows.map((row) => ({
      about: row.about,
      cells: this.#cells(row, result),
      units: () => this.#units(row, result),
    }));
  }

  #units({ planned, places }: Row, result: FileResult | null): (string | null)[] {
    const units = this.columns.map((): string | null => null);
    const link = this.#plan.links[planned.position];
    if (result === null || link === undefined) return units;
    const driver = unitOfKey(result, link.driver);
    const linked = link.linked.map((key) => unitOfKey(result, key));
    for (const [i, unit] of [driver, null, ...linked, driver, null, ...linked].entries()) {
      units[places[i] ?? -1] = unit;
    }
    return units;
  }

  #cells({ planned, places }: Row, result: FileResult | null): Cell[] {
    const cells = this.columns.map((): Cell => null);
    const extremes = result === null ? null : linkResult(result, planned).extremes;
    if (extremes === null) return cells;
    const { max, tMax, atMax, min, tMin, atMin } = extremes;
    for (const [i, figure] of [max, tMax, ...atMax, min, tMin, ...atMin].entries()) {
      cells[places[i] ?? -1] = figure;
    }
    return cells;
  }
}

/** A file may have a name twice: linked tables take the first one. */
function unitOfKey({ keys, series }: FileResult, key: number): string | null {
  return series[keys[key]?.series[0] ?? -1]?.unit ?? null;
}

function factsOf(column: LinkedColumn): ColumnFacts {
  const { object, variable, label, period, linked } = column;
  return {
    label: label ?? seriesName(object, variable),
    object: object ?? '',
    variable: placed(column),
    period: periodText(period),
    linked: linked
      .map((series) =>
        series.object === object || series.object === null
          ? placed(series)
          : `${series.object} ${placed(series)}`,
      )
      .join('; '),
  };
}

function placed({ variable, at }: SeriesRequest): string {
  return at === null ? variable : `${variable} (${positionText(at)})`;
}

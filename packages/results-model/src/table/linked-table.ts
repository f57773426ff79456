import type { FileResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { periodText } from '../series/period.ts';
import { positionText } from '../series/position.ts';
import type { SeriesRequest } from '../series/series-key.ts';
import type { LinkedColumn } from './column-spec.ts';
import type { Cell } from './csv.ts';
import { seriesName } from './labels.ts';
import { headersOf, unionOf } from './linked-headers.ts';
import { linkResult, type PlannedLink, plannedColumns } from './table-columns.ts';
import type { BodyRow, ColumnFacts, TableBody } from './table-header.ts';
import type { TableSpec } from './table-spec.ts';
import { PLAIN_LINKED_NAMES, PLAIN_STYLE } from './table-style.ts';

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

  /** `taken`: headers that no column may use. */
  constructor(spec: TableSpec, plan: ReadPlan, taken: readonly string[]) {
    const names = (spec.style ?? PLAIN_STYLE).linkedNames ?? PLAIN_LINKED_NAMES;
    const linked = plannedColumns(spec, plan).map((planned) => {
      if (planned.kind === 'link') return { planned, headers: headersOf(planned.column, names, taken) };
      throw new Error(`defect: the linked table "${spec.name}" can have linked columns only`);
    });
    this.columns = unionOf(linked.map(({ headers }) => headers));
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

  rows(result: FileResult | null): BodyRow[] {
    return this.#rows.map((row) => ({ about: row.about, cells: this.#cells(row, result) }));
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

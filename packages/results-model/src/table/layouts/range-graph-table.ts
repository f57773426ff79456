import type { FileResult } from '../../plan/file-result.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { CURVES } from '../../values/stored-curves.ts';
import { seriesName } from '../columns/labels.ts';
import { type PlannedValue, plannedColumns, valueResult } from '../columns/table-columns.ts';
import type { Cell } from '../style/csv.ts';
import type { BodyRow, TableBody } from '../style/table-header.ts';
import type { TableSpec } from '../table-spec.ts';

/** A range graph that a table prints, with its name there. */
export interface PlannedGraph {
  readonly name: string;
  readonly planned: PlannedValue;
}

/** Throws for a column of another kind, which is a defect of the caller. */
export function plannedGraphs(spec: TableSpec, plan: ReadPlan): PlannedGraph[] {
  return plannedColumns(spec, plan).map((planned) => {
    if (planned.kind !== 'value' || planned.column.kind !== 'range-graph')
      throw new Error(`defect: the table "${spec.name}" can have range graphs only`);
    const { label, object, variable } = planned.column;
    return { name: label ?? seriesName(object, variable), planned };
  });
}

/** The points of every range graph of an input; one without points has one row, with its name alone. */
export class RangeGraphTable implements TableBody {
  readonly fixed = true;
  readonly columns: readonly string[] = ['graph', 'unit', 'arclength', ...CURVES];
  readonly #graphs: readonly PlannedGraph[];

  constructor(spec: TableSpec, plan: ReadPlan) {
    this.#graphs = plannedGraphs(spec, plan);
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  /** Every row has the unit of its graph in a cell. */
  units(): null {
    return null;
  }

  rows(result: FileResult | null): BodyRow[] {
    const units = (): null[] => this.columns.map(() => null);
    return this.#graphs.flatMap((graph) =>
      pointsOf(graph, result).map((cells) => ({ about: null, cells, units })),
    );
  }
}

function pointsOf({ name, planned }: PlannedGraph, result: FileResult | null): Cell[][] {
  const found = result === null ? null : valueResult(result, planned);
  const curves = found?.curves;
  const arclengths = curves?.arclengths ?? [];
  if (arclengths.length === 0) return [[name, null, null, ...CURVES.map(() => null)]];
  return arclengths.map((arclength, i) => [
    name,
    found?.unit ?? null,
    arclength,
    ...CURVES.map((curve) => curves?.[curve]?.[i] ?? null),
  ]);
}

import type { FileResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { distinctLabels } from './labels.ts';
import { type PlannedColumn, plannedColumns } from './table-columns.ts';
import type { BodyRow, TableBody } from './table-header.ts';
import type { TableSpec } from './table-spec.ts';
import { ValueGroup, type WideGroup } from './wide-group.ts';
import { SeriesGroup } from './wide-series.ts';

/** One row per input, a column per label. */
export class WideTable implements TableBody {
  readonly fixed = false;
  readonly #taken: readonly string[];
  readonly #groups: readonly WideGroup[];
  #columns: readonly string[] | null = null;

  /** `taken`: headers that no label may use. */
  constructor(spec: TableSpec, plan: ReadPlan, taken: readonly string[]) {
    this.#taken = taken;
    this.#groups = plannedColumns(spec, plan).map((planned) => groupOf(planned, spec));
  }

  get columns(): readonly string[] {
    this.#columns ??= distinctLabels(
      this.#groups.flatMap((group) => group.labels()),
      this.#taken,
    );
    return this.#columns;
  }

  observe(result: FileResult | null): void {
    if (result === null) return;
    for (const group of this.#groups) if (group.observe(result)) this.#columns = null;
  }

  rows(result: FileResult | null): BodyRow[] {
    return [{ about: null, cells: this.#groups.flatMap((group) => group.cells(result)) }];
  }
}

function groupOf(planned: PlannedColumn, { name }: TableSpec): WideGroup {
  switch (planned.kind) {
    case 'series':
      return new SeriesGroup(planned);
    case 'value':
      return new ValueGroup(planned);
    case 'link':
      throw new Error(`defect: the wide table "${name}" cannot have linked columns`);
  }
}

import type { FileResult } from '../../plan/file-result.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { ColumnUnits } from '../columns/column-units.ts';
import { distinctLabels } from '../columns/labels.ts';
import { type PlannedColumn, plannedColumns } from '../columns/table-columns.ts';
import type { BodyRow, TableBody } from '../style/table-header.ts';
import type { TableSpec, UnitPlace } from '../table-spec.ts';
import { ValueGroup, type WideGroup } from './wide-group.ts';
import { SeriesGroup } from './wide-series.ts';

/** One row per input, a column per label. */
export class WideTable implements TableBody {
  readonly fixed = false;
  readonly #taken: readonly string[];
  readonly #groups: readonly WideGroup[];
  readonly #places: UnitPlace;
  /** By group, since a group may get more columns with each input. */
  readonly #units: readonly ColumnUnits[];
  #columns: readonly string[] | null = null;

  /** `taken`: headers that no label may use. */
  constructor(spec: TableSpec, plan: ReadPlan, taken: readonly string[]) {
    this.#taken = taken;
    this.#groups = plannedColumns(spec, plan).map((planned) => groupOf(planned, spec));
    this.#places = spec.units ?? 'none';
    this.#units = this.#groups.map(() => new ColumnUnits());
  }

  get columns(): readonly string[] {
    this.#columns ??= this.#labels();
    return this.#columns;
  }

  observe(result: FileResult | null): void {
    if (result === null) return;
    for (const [number, group] of this.#groups.entries()) {
      if (group.observe(result)) this.#columns = null;
      if (this.#places === 'none') continue;
      this.#units[number]?.add(group.units(result));
      this.#columns = null;
    }
  }

  units(): readonly string[] | null {
    return this.#places === 'row' ? this.#unitTexts() : null;
  }

  rows(result: FileResult | null): BodyRow[] {
    const cells = this.#groups.flatMap((group) => group.cells(result));
    return [{ about: null, cells, units: () => this.#groups.flatMap((group) => group.units(result)) }];
  }

  #labels(): string[] {
    const plain = distinctLabels(
      this.#groups.flatMap((group) => group.labels()),
      this.#taken,
    );
    if (this.#places !== 'header') return plain;
    const units = this.#unitTexts();
    return plain.map((label, column) => (units[column] ? `${label} [${units[column]}]` : label));
  }

  #unitTexts(): string[] {
    return this.#groups.flatMap((group, number) =>
      group.labels().map((_, column) => this.#units[number]?.text(column) ?? ''),
    );
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

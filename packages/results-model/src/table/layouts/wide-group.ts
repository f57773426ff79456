import type { FileResult } from '../../plan/file-result.ts';
import { rangeStatisticsRequested, valueLabels } from '../columns/labels.ts';
import { type PlannedValue, valueResult } from '../columns/table-columns.ts';
import type { Cell } from '../style/csv.ts';

/** The table columns that one column of the spec becomes. */
export interface WideGroup {
  /** Returns true if there are more columns now. */
  observe(result: FileResult): boolean;
  labels(): string[];
  /** One per label. */
  cells(result: FileResult | null): Cell[];
  /** The unit of each cell; null for a cell without one. */
  units(result: FileResult | null): (string | null)[];
}

/** A static result, a data item or a range graph: its columns are known in advance. */
export class ValueGroup implements WideGroup {
  readonly #planned: PlannedValue;
  readonly #labels: readonly string[];

  constructor(planned: PlannedValue) {
    this.#planned = planned;
    this.#labels = valueLabels(planned.column);
  }

  observe(): boolean {
    return false;
  }

  labels(): string[] {
    return [...this.#labels];
  }

  cells(result: FileResult | null): Cell[] {
    if (result === null) return this.#labels.map(() => null);
    const { value, range } = valueResult(result, this.#planned);
    const { column } = this.#planned;
    if (column.kind !== 'range-graph') return [value];
    return rangeStatisticsRequested(column).map((name) => range?.[name] ?? null);
  }

  units(result: FileResult | null): (string | null)[] {
    if (result === null) return this.#labels.map(() => null);
    const { unit, problem } = valueResult(result, this.#planned);
    const { column } = this.#planned;
    const own = problem === null ? unit : null;
    if (column.kind !== 'range-graph') return [own];
    return rangeStatisticsRequested(column).map((name) => (name.startsWith('z') ? null : own));
  }
}

import { StatisticsAccumulator } from '../statistics/accumulator.ts';
import { ColumnUnits } from './columns/column-units.ts';
import type { Cell } from './style/csv.ts';
import type { BodyRow, ColumnFacts } from './style/table-header.ts';
import type { FootRow } from './style/table-style.ts';

/** Statistics of the body's columns over the inputs, kept separately for every column that rows are about. */
interface Group {
  readonly about: ColumnFacts | null;
  readonly columns: StatisticsAccumulator[];
  readonly units: ColumnUnits;
}

const STATISTIC_OF = { min: 'min', max: 'max', mean: 'mean', stdev: 'std1' } as const;

/** The rows below the inputs of a table. A column whose inputs have different units is empty: no number is true of it. */
export class FootRows {
  readonly #requested: readonly FootRow[];
  readonly #groups: Group[] = [];
  readonly #value = new Float64Array(1);

  constructor(requested: readonly FootRow[]) {
    this.#requested = requested;
  }

  /** Adds the rows of one input, which must always have the same number and order. */
  add(rows: readonly BodyRow[]): void {
    if (this.#requested.length === 0) return;
    for (const [number, { about, cells, units }] of rows.entries()) {
      const group = this.#groups[number] ?? { about, columns: [], units: new ColumnUnits() };
      this.#groups[number] = group;
      group.units.add(units().map((unit, column) => (typeof cells[column] === 'number' ? unit : null)));
      for (const [column, cell] of cells.entries()) {
        const accumulator = group.columns[column] ?? new StatisticsAccumulator();
        group.columns[column] = accumulator;
        if (typeof cell !== 'number') continue;
        this.#value[0] = cell;
        accumulator.add(this.#value, this.#value);
      }
    }
  }

  rows(): { readonly name: FootRow; readonly about: ColumnFacts | null; readonly cells: Cell[] }[] {
    return this.#groups.flatMap(({ about, columns, units }) => {
      const statistics = columns.map((accumulator) => accumulator.result());
      return this.#requested.map((name) => ({
        name,
        about,
        cells: statistics.map((one, column) => (units.differ(column) ? null : one[STATISTIC_OF[name]])),
      }));
    });
  }
}

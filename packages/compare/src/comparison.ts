/** Numbers are equal if they differ by at most `atol + rtol x` the larger one's magnitude. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

/** Two cells of one column that differ. */
export interface CellDifference {
  readonly a: string;
  readonly b: string;
  /** Difference of two numbers, and the same divided by the larger one's magnitude; null unless both are numbers. */
  readonly absolute: number | null;
  readonly relative: number | null;
  /** Rows below the header in the first table, from 1. */
  readonly row: number;
  /** The input of the row, or another name for the row. */
  readonly file: string;
}

/** A column in which cells differ by more than the tolerance. */
export interface ColumnComparison {
  readonly column: string;
  readonly cells: number;
  /** The difference that is largest in relation to the tolerance; texts come before numbers. */
  readonly worst: CellDifference;
}

export interface OneSided {
  readonly count: number;
  /** Names of the first few. */
  readonly first: readonly string[];
}

/** One table of both sides. */
export interface TableComparison {
  readonly table: string;
  readonly in: 'both' | 'a' | 'b';
  /** Rows that were compared, and those that only one side has. */
  readonly rows: number;
  readonly rowsOnlyInA: OneSided;
  readonly rowsOnlyInB: OneSided;
  readonly columnsOnlyInA: readonly string[];
  readonly columnsOnlyInB: readonly string[];
  readonly columns: readonly ColumnComparison[];
}

export interface Comparison extends Tolerance {
  readonly a: string;
  readonly b: string;
  readonly identical: boolean;
  readonly tables: readonly TableComparison[];
}

export function isIdentical(table: TableComparison): boolean {
  const { rowsOnlyInA, rowsOnlyInB, columnsOnlyInA, columnsOnlyInB, columns } = table;
  const extra = rowsOnlyInA.count + rowsOnlyInB.count + columnsOnlyInA.length + columnsOnlyInB.length;
  return table.in === 'both' && extra === 0 && columns.length === 0;
}

/** Numbers are equal where they differ by at most `atol + rtol x` the larger one's magnitude. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

/** Two cells of one column that differ. */
export interface CellDifference {
  readonly a: string;
  readonly b: string;
  /** Of two numbers, and the same by the larger one's magnitude; null where one of them is none. */
  readonly absolute: number | null;
  readonly relative: number | null;
  /** Rows below the header in the first table, from 1. */
  readonly row: number;
  /** The input that the row is about, or what else names it. */
  readonly file: string;
}

/** A column in which cells differ by more than the tolerance. */
export interface ColumnComparison {
  readonly column: string;
  readonly cells: number;
  /** Where one is no number, else the largest in relation to the tolerance. */
  readonly worst: CellDifference;
}

export interface OneSided {
  readonly count: number;
  /** What names the first of them. */
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

import type { Cell } from '@ballast/results-model';

/** What a column of a Parquet file holds: every value of a column has one type. */
export type ColumnKind = 'number' | 'text';

/** Finds the kinds of columns: text if any cell is text, otherwise numbers. */
export interface ColumnKinds {
  add(cells: readonly Cell[]): void;
  /** Of the first `columns` columns. */
  of(columns: number): ColumnKind[];
}

export function columnKinds(): ColumnKinds {
  const texts = new Set<number>();
  return {
    add: (cells) => {
      for (const [column, cell] of cells.entries()) if (typeof cell === 'string') texts.add(column);
    },
    of: (columns) => Array.from({ length: columns }, (_, column) => (texts.has(column) ? 'text' : 'number')),
  };
}

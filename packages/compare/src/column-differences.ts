import type { CellDifference, ColumnComparison, Tolerance } from './comparison.ts';
import type { NumberedRow } from './pair-rows.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A column that both tables have, with its position in each. */
export interface SharedColumn {
  readonly column: string;
  readonly a: number;
  readonly b: number;
}

interface Numbers {
  readonly a: number;
  readonly b: number;
}

interface Found {
  cells: number;
  worst: CellDifference | null;
  /** Difference divided by the tolerance; infinite for texts. */
  size: number;
}

/** Collects differences, column by column, in one pass over pairs of rows. */
export class ColumnDifferences {
  readonly #columns: readonly SharedColumn[];
  readonly #found: readonly Found[];
  readonly #tolerance: Tolerance;
  readonly #file: (cells: readonly string[]) => string;

  constructor(
    columns: readonly SharedColumn[],
    tolerance: Tolerance,
    file: (cells: readonly string[]) => string,
  ) {
    this.#columns = columns;
    this.#found = columns.map(() => ({ cells: 0, worst: null, size: -1 }));
    this.#tolerance = tolerance;
    this.#file = file;
  }

  add(a: NumberedRow, b: NumberedRow): void {
    for (const [index, column] of this.#columns.entries()) {
      const [ofA, ofB] = [a.cells[column.a] ?? '', b.cells[column.b] ?? ''];
      if (ofA !== ofB) this.#differ(index, { a: ofA, b: ofB }, a);
    }
  }

  /** In the order of the first table. */
  result(): ColumnComparison[] {
    return this.#columns.flatMap(({ column }, index) => {
      const { cells, worst } = this.#found[index] ?? { cells: 0, worst: null };
      return worst === null ? [] : [{ column, cells, worst }];
    });
  }

  #differ(index: number, { a, b }: Pick<CellDifference, 'a' | 'b'>, { row, cells }: NumberedRow): void {
    const found = this.#found[index];
    const numbers = NUMBER.test(a) && NUMBER.test(b) ? { a: Number(a), b: Number(b) } : null;
    const size = numbers === null ? Number.POSITIVE_INFINITY : this.#size(numbers);
    if (found === undefined || size <= 1) return;
    found.cells += 1;
    if (size <= found.size) return;
    found.size = size;
    found.worst = { a, b, ...apart(numbers), row, file: this.#file(cells) };
  }

  /** At most 1 if the numbers are equal within the tolerance. Without a tolerance every difference is larger than 1, and larger ones still compare as larger. */
  #size({ a, b }: Numbers): number {
    if (a === b) return 0;
    const { rtol, atol } = this.#tolerance;
    const magnitude = Math.max(Math.abs(a), Math.abs(b));
    const allowed = atol + rtol * magnitude;
    const apartBy = Math.abs(a - b);
    if (allowed > 0) return Math.min(apartBy / allowed, Number.MAX_VALUE);
    return 2 + apartBy / magnitude;
  }
}

function apart(numbers: Numbers | null): Pick<CellDifference, 'absolute' | 'relative'> {
  if (numbers === null) return { absolute: null, relative: null };
  const { a, b } = numbers;
  const absolute = Math.abs(a - b);
  return { absolute, relative: absolute / Math.max(Math.abs(a), Math.abs(b)) };
}

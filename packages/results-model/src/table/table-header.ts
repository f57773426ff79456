import type { FileResult } from '../plan/file-result.ts';
import type { Cell } from './csv.ts';
import type { COLUMN_FACTS } from './table-style.ts';

/** One input of a batch: what became of it, and its result where there is one. */
export interface TableInput {
  /** As the tables print it. */
  readonly file: string;
  readonly status: string;
  readonly result: FileResult | null;
  /** Absolute, with forward slashes; absent where nobody asks for it. */
  readonly path?: string;
  /** Name of the file without folder and extension; absent where nobody asks for it. */
  readonly stem?: string;
}

/** The columns of one table, and how an input becomes rows of them. */
export interface TableHeader {
  /** True where the columns are known without observing a result: the first pass may be left out. */
  readonly fixed: boolean;
  /** As printed; the length of every row. */
  readonly columns: readonly string[];
  /** Call for every result in input order before `columns` and rows are asked for. */
  observe(result: FileResult | null): void;
  /** The rows of one input, at least one. Call once per input: what is below the inputs counts them. */
  rows(input: TableInput): Cell[][];
  /** The rows below the inputs whose rows were asked for. */
  foot(): Cell[][];
}

/** What a linked table says of the column that a row is about. */
export type ColumnFacts = Readonly<Record<(typeof COLUMN_FACTS)[number], string>>;

/** A row without its leading columns. */
export interface BodyRow {
  /** Null where a row is about the input as a whole. */
  readonly about: ColumnFacts | null;
  readonly cells: readonly Cell[];
}

/** A layout: the columns behind the leading ones. */
export interface TableBody {
  readonly fixed: boolean;
  /** None of them is equal to another one or to a leading header. */
  readonly columns: readonly string[];
  observe(result: FileResult | null): void;
  rows(result: FileResult | null): BodyRow[];
}

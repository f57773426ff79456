import type { FileResult } from '../plan/file-result.ts';
import type { Cell } from './csv.ts';

/** One input of a batch: what became of it, and its result where there is one. */
export interface TableInput {
  /** As the tables print it. */
  readonly file: string;
  readonly status: string;
  readonly result: FileResult | null;
}

/** The columns of one table, and how an input becomes rows of them. */
export interface TableHeader {
  /** True where the columns are known without observing a result: the first pass may be left out. */
  readonly fixed: boolean;
  /** As printed; the length of every row. */
  readonly columns: readonly string[];
  /** Call for every result in input order before `columns` and rows are asked for. */
  observe(result: FileResult | null): void;
  /** The rows of one input, at least one. */
  rows(input: TableInput): Cell[][];
}

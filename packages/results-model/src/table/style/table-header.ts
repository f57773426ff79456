import type { FileResult } from '../../plan/file-result.ts';
import type { Completeness } from '../../reader/results-file.ts';
import type { MadeFile } from '../../runs/made-file.ts';
import type { Cell } from './csv.ts';
import type { COLUMN_FACTS } from './table-style.ts';

/** One input of a batch: its status, and its result if there is one. */
export interface TableInput {
  /** As printed in the tables. */
  readonly file: string;
  readonly status: string;
  readonly result: FileResult | null;
  /** Of the simulation, as it is judged in its batch; that of the result if absent. */
  readonly completeness?: Completeness;
  /** False for one of two inputs with the same run: the rows below the inputs leave it out. */
  readonly counts?: boolean;
  /** Absolute, with forward slashes; absent if nothing needs it. */
  readonly path?: string;
  /** Values of the input's load case by column; null if it has none, absent if there are no cases. */
  readonly caseValues?: Readonly<Record<string, string>> | null;
  /** Name of the file without folder and extension; absent if nothing needs it. */
  readonly stem?: string;
}

/** The columns of one table, and the conversion of an input into its rows. */
export interface TableHeader {
  /** True if the columns are known without observing a result: the first pass may be omitted. */
  readonly fixed: boolean;
  /** As printed; every row has this length. */
  readonly columns: readonly string[];
  /** Must be called for every result in input order before `columns` and `rows` are used. */
  observe(result: FileResult | null): void;
  /**
   * The rows of one input, at least one, but none in a table over load cases or of envelopes. Call once per input: the rows below the inputs
   * count them.
   */
  rows(input: TableInput): Cell[][];
  /** What the leading columns of all rows of an input show, without those about a column; absent for a table without them. */
  leading?(input: TableInput): Cell[];
  /** The unit of each column, null for one without; null for a table that does not print them as a row. */
  units(): (string | null)[] | null;
  /** The row of units below the header: `units`, named as such; null for a table without one. */
  unitRow(): Cell[] | null;
  /** The rows below the inputs whose `rows` were requested. */
  foot(): Cell[][];
  /** Files besides the table, of the inputs whose `rows` were requested; absent for a table that makes none. */
  made?(): readonly MadeFile[];
}

/** What a linked table prints about the column that a row is about. */
export type ColumnFacts = Readonly<Record<(typeof COLUMN_FACTS)[number], string>>;

/** A row without its leading columns. */
export interface BodyRow {
  /** Null if a row is about the input as a whole. */
  readonly about: ColumnFacts | null;
  readonly cells: readonly Cell[];
  /** The unit of each cell in this input, or null for a cell without one. Costs time: call it only if needed. */
  readonly units: () => readonly (string | null)[];
}

/** A layout: the columns after the leading ones. */
export interface TableBody {
  readonly fixed: boolean;
  /** None of them equals another one or a leading header. */
  readonly columns: readonly string[];
  observe(result: FileResult | null): void;
  /** What the units of the columns are over all inputs that were observed; null for a layout that does not print them. */
  units(): readonly string[] | null;
  rows(result: FileResult | null): BodyRow[];
}

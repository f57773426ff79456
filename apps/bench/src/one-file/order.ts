import { readFileSync } from 'node:fs';
import type { TableSpec } from '@ballast/results-model';
import type { ReaderName } from '../scenario/columns.ts';

/** `open`: extracts nothing; `columns`: one column after the other; `plan`: like Ballast. */
export type ExtractionWay = 'open' | 'columns' | 'plan';

/** The order for processes other than Ballast's, in a file. */
export interface ExtractionOrder {
  readonly reader: ReaderName;
  readonly library: string | null;
  readonly table: TableSpec;
  readonly way: ExtractionWay;
  /** Folder of the inputs; records have paths relative to it. */
  readonly inputs: string;
  readonly files: readonly string[];
  /** Folder for one record per file. */
  readonly records: string;
}

export function readOrder(file: string): ExtractionOrder {
  return JSON.parse(readFileSync(file, 'utf8')) as ExtractionOrder;
}

/** One task as seen by its process; instants in milliseconds since 1970. */
export interface FileRecord {
  /** Relative to the inputs, with forward slashes. */
  readonly file: string;
  readonly pid: number;
  /** Start of the process if it was started for this file only, else of the task. */
  readonly started: number;
  readonly loadBegan: number;
  readonly loaded: number;
  readonly computed: number;
  /** When the result was written; the record itself is written later. */
  readonly written: number;
  readonly cells: readonly unknown[];
}

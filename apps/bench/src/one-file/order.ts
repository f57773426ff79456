import { readFileSync } from 'node:fs';
import type { TableSpec } from '@ballast/results-model';
import type { ReaderName } from '../scenario/columns.ts';

/** `open`: nothing is extracted; `columns`: one column after the other; `plan`: as Ballast does it. */
export type ExtractionWay = 'open' | 'columns' | 'plan';

/** What every process that is not Ballast's is told, in a file. */
export interface ExtractionOrder {
  readonly reader: ReaderName;
  readonly library: string | null;
  readonly table: TableSpec;
  readonly way: ExtractionWay;
  /** Folder of the inputs; records are named by what comes after it. */
  readonly inputs: string;
  readonly files: readonly string[];
  /** Folder that gets one record a file. */
  readonly records: string;
}

export function readOrder(file: string): ExtractionOrder {
  return JSON.parse(readFileSync(file, 'utf8')) as ExtractionOrder;
}

/** One task as the process that did it saw it; instants in milliseconds since 1970. */
export interface FileRecord {
  /** Relative to the inputs, with forward slashes. */
  readonly file: string;
  readonly pid: number;
  /** Of the process where it was started for this file alone, else of the task. */
  readonly started: number;
  readonly loadBegan: number;
  readonly loaded: number;
  readonly computed: number;
  /** The record itself is written after that: the time of writing is of the result before it. */
  readonly written: number;
  readonly cells: readonly unknown[];
}

import { readFileSync } from 'node:fs';
import type { ReaderName } from '@ballast/config';
import type { Fault } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import type { ReaderSettings } from './readers.ts';

/** Version of the result files that this code writes; it changes with their contents. */
export const RESULT_VERSION = 1;

/** What every worker of a batch reads once from a file: the same for all of its tasks. */
export interface WorkPlan {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
  readonly plan: ReadPlan;
  /** For later batches; workers do not use it. */
  readonly origin: WorkOrigin;
}

/** What the results in an output folder belong to, and where there may be more. */
export interface WorkOrigin {
  readonly resultVersion: number;
  /** Absolute folder that the names of inputs are relative to. */
  readonly inputs: string;
  /** Folder, below the output folder, of the batch that was there before; null if there was none. */
  readonly earlier: string | null;
  /** Absolute path of the digitalmodel configuration that the batch was made from; null for a batch file. */
  readonly configuration: string | null;
}

/** The order for one attempt. */
export interface WorkPayload {
  /** Absolute path of the input. */
  readonly input: string;
  /** Absolute path of the result file to write. */
  readonly result: string;
  /** Its name in the journal. */
  readonly resultName: string;
  /** Why the input cannot be read, if that is known without opening it. */
  readonly refused: Fault | null;
  /** What an earlier batch read from the input: only what is missing there is read. Null if there is nothing. */
  readonly cached: CachedResult | null;
  /** Whether to hash the whole input. */
  readonly verify: boolean;
}

/** Absolute paths of a result file and of its plan file. */
export interface CachedResult {
  readonly result: string;
  readonly plan: string;
}

/**
 * The file with an attempt's time series for one table, next to its result file. The record that publishes one publishes
 * the other: it exists whenever the result file does.
 */
export function samplesOf(result: string, table: number): string {
  return result.replace(/\.json$/, `.${table}.csv`);
}

/** Not checked: see `checkWorkPlan`. Throws the system's error, or a SyntaxError if it is not JSON. */
export function readWorkPlan(path: string): WorkPlan {
  return JSON.parse(readFileSync(path, 'utf8')) as WorkPlan;
}

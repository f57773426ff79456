import { readFileSync } from 'node:fs';
import type { Fault } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import type { ReaderName, ReaderSettings } from './readers.ts';

/** Version of the result files that this code writes; it changes when what they hold changes. */
export const RESULT_VERSION = 1;

/** What every worker of a batch is told once, through a file: the same for all of its tasks. */
export interface WorkPlan {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
  readonly plan: ReadPlan;
  /** For those who come later; workers do not look at it. */
  readonly origin: WorkOrigin;
}

/** What results in an output folder are of, and where there may be more. */
export interface WorkOrigin {
  readonly resultVersion: number;
  /** Absolute folder that the names of inputs count from. */
  readonly inputs: string;
  /** Folder below the output folder with the batch that was there before; null where there was none. */
  readonly earlier: string | null;
  /** Absolute path of the digitalmodel configuration that the batch was made of; null where it was not. */
  readonly configuration: string | null;
}

/** What an order says of one attempt. */
export interface WorkItem {
  /** Absolute path of the input. */
  readonly input: string;
  /** Absolute path of the result file to write. */
  readonly result: string;
  /** What the journal calls it. */
  readonly resultName: string;
  /** Why the input cannot be read, where that is known without opening it. */
  readonly refused: Fault | null;
  /** What an earlier batch read of the input: only what it lacks is read. Null where there is nothing. */
  readonly cached: CachedResult | null;
  /** Whether the input is to be hashed as a whole. */
  readonly verify: boolean;
}

/** Absolute paths of a result file and of the plan file that it follows. */
export interface CachedResult {
  readonly result: string;
  readonly plan: string;
}

/**
 * The file with an attempt's time series for one table, beside its result file. The record that publishes the one
 * publishes the other: it is there whenever the result file is.
 */
export function samplesOf(result: string, table: number): string {
  return result.replace(/\.json$/, `.${table}.csv`);
}

export function readWorkPlan(path: string): WorkPlan {
  return JSON.parse(readFileSync(path, 'utf8')) as WorkPlan;
}

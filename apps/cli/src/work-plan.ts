import { readFileSync } from 'node:fs';
import type { Fault } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import type { ReaderName, ReaderSettings } from './readers.ts';

/** What every worker of a batch is told once, through a file: the same for all of its tasks. */
export interface WorkPlan {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
  readonly plan: ReadPlan;
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

import type { Milliseconds } from '@ballast/resource-model';
import type { TableSpec } from '@ballast/results-model';
import type { MemoryBudget } from './quantity/memory.ts';

/** The readers that a batch file can name. */
export const READERS = ['openfast', 'orcaflex'] as const;
export type ReaderName = (typeof READERS)[number];

/**
 * One submission, checked, with every default filled in, frozen at every depth.
 * Paths are as written: the caller resolves them against the folder of the batch file.
 */
export interface Batch {
  readonly version: 1;
  /** Safe as part of a file name on Linux and Windows. */
  readonly name: string;
  readonly reader: ReaderName;
  readonly inputs: Inputs;
  /** Folder for tables, journal and report. */
  readonly output: string;
  readonly resources: Resources;
  /** Null exactly when the reader is another. */
  readonly orcaflex: OrcaflexSettings | null;
  /** At least one; no two names are equal when case is ignored. */
  readonly tables: readonly TableSpec[];
}

interface Inputs {
  readonly directory: string;
  /** Glob patterns relative to `directory`, at least one; whether case matters is the caller's decision. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface Resources {
  readonly memory: MemoryBudget;
  /** Worker processes at most; `auto` leaves the number to the machine's limits. */
  readonly workers: 'auto' | number;
  /** Longest an attempt may take, from 1 s to 24 days. */
  readonly timeout: Milliseconds;
}

export interface OrcaflexSettings {
  /** The OrcFxAPI library to load; null to look it up where it is installed. */
  readonly library: string | null;
}

/** What a reader takes for its inputs when the file does not say. */
export const DEFAULT_INCLUDE: Readonly<Record<ReaderName, readonly string[]>> = {
  openfast: ['**/*.outb', '**/*.out'],
  orcaflex: ['**/*.sim'],
};

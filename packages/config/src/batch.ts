import type { Milliseconds } from '@ballast/resource-model';
import type { TableSpec } from '@ballast/results-model';
import { DEFAULTS } from './defaults.ts';
import type { Policy } from './policy.ts';
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
  /** Folder for the tables alone; null for a folder of their own in the output folder. */
  readonly tablesFolder: string | null;
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

/** Where workers may run: on every core, or each on the cores of one NUMA node. */
export const AFFINITIES = ['none', 'numa'] as const;

/** Whether the system itself bounds what workers hold together, where it can. */
export const NETS = ['auto', 'off'] as const;

export interface Resources {
  readonly memory: MemoryBudget;
  /** Bytes of memory for a byte of file, before anything is learned; `auto` leaves it to what is known of the reader. */
  readonly memoryFactor: 'auto' | number;
  /** Worker processes at most; `auto` leaves the number to the machine's limits. */
  readonly workers: 'auto' | number;
  /** Concurrent loads, 1 to 64; `auto` leaves the number to what the storage serves best. */
  readonly loads: 'auto' | number;
  /** Licence seats, 1 to 10000; `auto` sets no limit. */
  readonly seats: 'auto' | number;
  /** Threads that one attempt computes with, 1 to 64. */
  readonly nativeThreads: number;
  readonly policy: Policy;
  readonly affinity: (typeof AFFINITIES)[number];
  readonly net: (typeof NETS)[number];
  /** Longest an attempt may take, from 1 s to 24 days. */
  readonly timeout: Milliseconds;
  /** An attempt that uses nothing and tells nothing for so long is stopped; from 1 s to 24 days. */
  readonly hungAfter: Milliseconds;
  readonly retries: Retries;
}

/** Attempts more, 0 to 10, by what went wrong. */
export interface Retries {
  readonly workerLost: number;
  /** After those, with nothing beside them. */
  readonly workerLostAlone: number;
  readonly outOfMemory: number;
  readonly hung: number;
  readonly timedOut: number;
  readonly unstableInput: number;
  /** Longest time that a file which was there and is not to be had is waited for, up to a day. */
  readonly unavailableInput: Milliseconds;
}

export interface OrcaflexSettings {
  /** The OrcFxAPI library to load; null to look it up where it is installed. */
  readonly library: string | null;
  readonly logging: (typeof LOGGINGS)[number];
  /** Of the installed OrcaFlex, as `11.6`; null for the one that is installed last. */
  readonly version: string | null;
  readonly licences: Licences;
}

export interface Licences {
  readonly scope: (typeof SEAT_SCOPES)[number];
  /** How long a licence is looked for often; then only now and then. Up to 24 days. */
  readonly patience: Milliseconds;
  /** Seats that the batch may hold, 1 to 10000. */
  readonly seats: 'auto' | number;
}

/** Where the log of a simulation is while it is read. */
export const LOGGINGS = ['default', 'virtual', 'memory', 'disk'] as const;
/** What one licence seat serves. */
export const SEAT_SCOPES = ['machine', 'process'] as const;

export const DEFAULT_ORCAFLEX: OrcaflexSettings = {
  library: null,
  logging: 'default',
  version: null,
  licences: { scope: 'machine', patience: DEFAULTS.licencePatience, seats: 'auto' },
};

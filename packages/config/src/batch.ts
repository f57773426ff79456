import type { Milliseconds } from '@ballast/resource-model';
import type { ChannelDefinition, NamePattern, TableSpec } from '@ballast/results-model';
import type { Policy } from './policy.ts';
import type { MemoryBudget } from './quantity/memory.ts';
import type { TaskSettings } from './task.ts';

/** The readers that a batch file can name. */
export const READERS = ['openfast', 'orcaflex', 'one'] as const;
/** In place of a reader: a task of the user's own. */
export const OWN_TASK = 'own-task';
export type ReaderName = (typeof READERS)[number] | typeof OWN_TASK;

/**
 * One batch: checked, with every default filled in, frozen at every depth.
 * Paths are as written: the caller resolves them against the folder of the batch file.
 */
export interface Batch {
  readonly version: 1;
  /** Safe as part of a file name on Linux and Windows. */
  readonly name: string;
  readonly reader: ReaderName;
  /** Null with a reader. */
  readonly task: TaskSettings | null;
  readonly inputs: Inputs;
  /** Folder for tables, journal and report. */
  readonly output: string;
  /** Folder for the tables only; null for a subfolder of the output folder. */
  readonly tablesFolder: string | null;
  readonly resources: Resources;
  /** What the report says besides what the batch did. */
  readonly report: Presentation;
  /** Null with any other reader. */
  readonly orcaflex: OrcaflexSettings | null;
  /** Where the load cases of the inputs come from; null if no table needs them. */
  readonly cases: { readonly file: string | null; readonly pattern: string | null } | null;
  /** How the names of the inputs show their runs; null if no table needs it. */
  readonly names: NamePattern | null;
  /** Derived channels as they were written; columns that name them have their definitions. */
  readonly channels: readonly ChannelDefinition[];
  /** At least one; names are unique, ignoring case. */
  readonly tables: readonly TableSpec[];
}

/** Whose report it is; null for what is not said. */
export interface Presentation {
  readonly title: string | null;
  readonly client: string | null;
  /** Path of a picture: PNG, JPEG or SVG. */
  readonly logo: string | null;
  /** Paragraphs are separated by empty lines. */
  readonly notes: string | null;
}

interface Inputs {
  readonly directory: string;
  /** Glob patterns relative to `directory`, at least one; whether case matters is the caller's decision. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Where workers may run: on every core, or each on the cores of one NUMA node. */
export const AFFINITIES = ['none', 'numa'] as const;

/** Whether the operating system enforces a hard limit on the memory of all workers, if it can. */
export const NETS = ['auto', 'off'] as const;

export interface Resources {
  readonly memory: MemoryBudget;
  /** Bytes of memory for each byte of file until it is learned; `auto` is the known value of the reader. */
  readonly memoryFactor: 'auto' | number;
  /** Maximum number of worker processes; `auto` depends on the limits of the machine. */
  readonly workers: 'auto' | number;
  /** Concurrent loads, 1 to 64; `auto` is the number that the storage serves best. */
  readonly loads: 'auto' | number;
  /** Licence seats, 1 to 10000; `auto` sets no limit. */
  readonly seats: 'auto' | number;
  /** Threads that one attempt computes with, 1 to 64. */
  readonly nativeThreads: number;
  readonly policy: Policy;
  readonly affinity: (typeof AFFINITIES)[number];
  readonly net: (typeof NETS)[number];
  /** Time limit of an attempt, from 1 s to 24 days. */
  readonly timeout: Milliseconds;
  /** An attempt that makes no progress for this time is stopped as hung; from 1 s to 24 days. */
  readonly hungAfter: Milliseconds;
  readonly retries: Retries;
  /** Limits of the user's own by name; absent if there are none. */
  readonly tokens?: Readonly<Record<string, number>> | undefined;
}

/** Numbers of retries, 0 to 10, by cause of failure. */
export interface Retries {
  readonly workerLost: number;
  /** Retries after those of `workerLost`, running alone. */
  readonly workerLostAlone: number;
  readonly outOfMemory: number;
  readonly hung: number;
  readonly timedOut: number;
  readonly unstableInput: number;
  /** How long to wait for an input that has become unavailable, up to a day. */
  readonly unavailableInput: Milliseconds;
}

export interface OrcaflexSettings {
  /** Path of the OrcFxAPI library; null for the installed library. */
  readonly library: string | null;
  readonly logging: (typeof LOGGINGS)[number];
  /** Version of the installed OrcaFlex, such as `11.6`; null for the most recently installed one. */
  readonly version: string | null;
  readonly licences: Licences;
}

export interface Licences {
  readonly scope: (typeof SEAT_SCOPES)[number];
  /** How long to retry quickly for a licence before retrying once a minute. Up to 24 days. */
  readonly patience: Milliseconds;
  /** Seats that the batch may use, 1 to 10000. */
  readonly seats: 'auto' | number;
}

/** Where OrcaFlex keeps the log of a simulation while it is read. */
export const LOGGINGS = ['default', 'virtual', 'memory', 'disk'] as const;
/** What one licence seat covers. */
export const SEAT_SCOPES = ['machine', 'process'] as const;

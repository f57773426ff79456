/** Version of the result files that this code writes and reads. */
export const RESULT_VERSION = 1;

/** What one command of the bench measured. Times in seconds, sizes in bytes. */
export interface Experiment {
  readonly type: 'bench-result';
  readonly version: number;
  readonly suite: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  /** Of the order of the runs and of the bootstrap. */
  readonly seed: number;
  readonly machine: MachineRecord;
  readonly versions: Readonly<Record<string, string>>;
  /** Contender -> factor that its times were multiplied with when they were recorded, to try `compare` out; else empty. */
  readonly planted: Readonly<Record<string, number>>;
  readonly cases: readonly CaseResult[];
}

export interface MachineRecord {
  /** Names the machine without telling its name. */
  readonly id: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly os: string;
  readonly storage: string;
  /** Mean number of processes that wanted to run in the last minute: a machine that others use says little. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** A condition that was asked for, and whether and how it was brought about. */
export interface ConditionFact {
  readonly condition: string;
  readonly inForce: boolean;
  readonly how: string;
}

/** Who took part, or why not and what would change that. */
export interface ContenderFact {
  readonly name: string;
  readonly words: string;
  readonly missing: { readonly reason: string; readonly install: string } | null;
}

export interface CaseResult {
  readonly name: string;
  readonly scenario: string;
  readonly reader: string;
  readonly scale: number;
  readonly files: number;
  readonly bytes: number;
  readonly largestFile: number;
  /** What all processes of a contender may hold together. */
  readonly budget: number;
  readonly conditions: readonly ConditionFact[];
  readonly warmUp: string;
  /** The time that ratios and verdicts are of. */
  readonly measure: Measure;
  readonly contenders: readonly ContenderFact[];
  readonly runs: readonly RunRecord[];
}

/**
 * `makespan`: first admission to last settlement (of those that are not Ballast: start of the first task to end of the
 * last one); `wall`: the whole command from its start to its end.
 */
export type Measure = 'makespan' | 'wall';

export interface RunRecord {
  readonly contender: string;
  /** Runs of one repeat stand side by side: their ratios are paired. */
  readonly repeat: number;
  /** Position among the runs of its repeat. */
  readonly position: number;
  /** Why its times do not count; null where every task succeeded. */
  readonly problem: string | null;
  readonly wall: number;
  readonly makespan: number | null;
  readonly tasks: number;
  readonly succeeded: number;
  readonly attempts: number | null;
  /** Sums over the tasks, and the time from the last settlement to the end for `write` where results become one table. */
  readonly load: number | null;
  readonly compute: number | null;
  readonly write: number | null;
  /** Processor time of all its processes. */
  readonly cpu: number | null;
  /** Bytes that came from the storage, and bytes that were asked for, by all its processes. */
  readonly fetched: number | null;
  readonly read: number | null;
  readonly calls: number | null;
  readonly memory: MemoryRecord | null;
  /** Processes that the system ended for want of memory; null where it does not tell. */
  readonly oomKills: number | null;
  /** Of all numbers of all tables: equal where the same was extracted. */
  readonly cells: string | null;
  readonly trace: Trace | null;
}

/** Of the process tree as it was sampled. */
export interface MemoryRecord {
  /** Resident set of all processes, pages that they share counted once. */
  readonly highWater: number;
  /** The same with shared pages counted for each process. */
  readonly highWaterOfSum: number;
  /** Times that it rose above the budget, seconds there, and the largest excess. */
  readonly violations: number;
  readonly secondsAbove: number;
  readonly mostAbove: number;
  readonly samples: number;
  readonly mostProcesses: number;
}

/** For the plots, of some runs only. Seconds count from the start of the command. */
export interface Trace {
  readonly memory: readonly (readonly [at: number, resident: number])[];
  readonly tasks: readonly TaskSpan[];
}

export interface TaskSpan {
  readonly worker: number;
  readonly start: number;
  /** Null where loading was not told apart. */
  readonly loaded: number | null;
  readonly end: number;
}

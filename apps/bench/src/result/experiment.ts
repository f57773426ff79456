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
  /** Seed of the order of runs and of the bootstrap. */
  readonly seed: number;
  readonly machine: MachineRecord;
  readonly versions: Readonly<Record<string, string>>;
  /** Contender -> factor by which its recorded times were multiplied, to try `compare`; otherwise empty. */
  readonly planted: Readonly<Record<string, number>>;
  readonly cases: readonly CaseResult[];
}

export interface MachineRecord {
  /** Identifies the machine without its name. */
  readonly id: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly os: string;
  readonly storage: string;
  /** Mean number of runnable processes in the last minute: measurements on a busy machine mean little. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** A requested condition, and whether and how it was created. */
export interface ConditionFact {
  readonly condition: string;
  readonly inForce: boolean;
  readonly how: string;
}

/** A contender, or why it did not take part and how to change that. */
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
  /** Memory that all processes of a contender may hold together. */
  readonly budget: number;
  readonly conditions: readonly ConditionFact[];
  readonly warmUp: string;
  /** The time that ratios and verdicts compare. */
  readonly measure: Measure;
  readonly contenders: readonly ContenderFact[];
  readonly runs: readonly RunRecord[];
}

/**
 * `makespan`: first admission to last settlement (for others than Ballast: start of the first task to end of the
 * last one); `wall`: the whole command from its start to its end; `cpu`: its processor time, which hardly depends on the load of the
 * machine.
 */
export type Measure = 'makespan' | 'wall' | 'cpu';

export interface RunRecord {
  readonly contender: string;
  /** Runs of one repeat are paired in ratios. */
  readonly repeat: number;
  /** Position among the runs of its repeat. */
  readonly position: number;
  /** Why its times do not count; null if every task succeeded. */
  readonly problem: string | null;
  readonly wall: number;
  readonly makespan: number | null;
  readonly tasks: number;
  readonly succeeded: number;
  readonly attempts: number | null;
  /** Sums over the tasks; for Ballast `write` is the time from the last settlement to the end. */
  readonly load: number | null;
  readonly compute: number | null;
  readonly write: number | null;
  /** Processor time of all its processes. */
  readonly cpu: number | null;
  /** Bytes from the storage, and bytes requested, by all its processes. */
  readonly fetched: number | null;
  readonly read: number | null;
  readonly calls: number | null;
  readonly memory: MemoryRecord | null;
  /** Processes that the system killed for lack of memory; null if it does not report that. */
  readonly oomKills: number | null;
  /** Digest of all numbers of all tables: equal if the same was extracted. */
  readonly cells: string | null;
  readonly trace: Trace | null;
}

/** From samples of the process tree. */
export interface MemoryRecord {
  /** Resident set of all processes, shared pages counted once. */
  readonly highWater: number;
  /** The same with shared pages counted for each process. */
  readonly highWaterOfSum: number;
  /** Number of rises above the budget, seconds above it, and the largest excess. */
  readonly violations: number;
  readonly secondsAbove: number;
  readonly mostAbove: number;
  readonly samples: number;
  readonly mostProcesses: number;
}

/** For the plots, for some runs only. Seconds from the start of the command. */
export interface Trace {
  readonly memory: readonly (readonly [at: number, resident: number])[];
  readonly tasks: readonly TaskSpan[];
}

export interface TaskSpan {
  readonly worker: number;
  readonly start: number;
  /** Null if loading was not distinguished. */
  readonly loaded: number | null;
  readonly end: number;
}

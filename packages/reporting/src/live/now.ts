import type { Binding } from '@ballast/scheduler/journal';
import type { TimeLeft } from './time-left.ts';

/** `gone`: its process ended without an end of the batch. */
export type LiveState = 'running' | 'ended' | 'gone';

/** The state of a batch at the last record of its journal. Names and messages are as found: whoever shows them makes them safe. */
export interface Now {
  readonly state: LiveState;
  /** Nothing more is admitted, because of this; null while tasks are admitted. */
  readonly stopping: string | null;
  /** Admission is paused, because of this; null if it is not. */
  readonly paused: string | null;
  /** Time of the last record, in milliseconds since the batch began. */
  readonly at: number;
  /** Share of the predicted work that is done since the process began, 0 to 1. */
  readonly share: number;
  readonly left: TimeLeft | null;
  /** Files that settled in the last minute; null before the first one. */
  readonly perMinute: number | null;
  readonly tasks: TasksNow;
  /** What tasks wait for, most tasks first. */
  readonly waits: readonly WaitNow[];
  /** The oldest attempts in flight. */
  readonly running: readonly RunningNow[];
  /** The last ones, the latest first. */
  readonly events: readonly LiveEvent[];
  /** Of the last sample; null if there is none. */
  readonly machine: MachineNow | null;
  readonly totals: TotalsNow;
}

export interface TasksNow {
  readonly queued: number;
  readonly starting: number;
  readonly loading: number;
  readonly waiting: number;
  readonly computing: number;
  readonly held: number;
}

export interface WaitNow {
  readonly words: string;
  readonly tasks: number;
  /** The first of them. */
  readonly file: string;
}

export interface RunningNow {
  readonly file: string;
  readonly phase: 'starting' | 'loading' | 'computing' | 'suspended' | 'stopping';
  /** When its worker got to it. */
  readonly since: number;
  /** What it holds of the budget, in bytes. */
  readonly held: number;
}

export interface LiveEvent {
  readonly at: number;
  readonly words: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

/** Memory in bytes, rates in bytes per second. */
export interface MachineNow {
  readonly used: number;
  readonly held: number;
  readonly budget: number;
  readonly read: number;
  readonly cores: number;
  readonly permits: number;
  readonly bound: Binding;
  readonly seats: readonly [number, number] | null;
}

/** Sums over the whole journal: they only grow. */
export interface TotalsNow {
  readonly readBytes: number;
  readonly cpuSeconds: number;
  readonly boundSeconds: Readonly<Partial<Record<Binding, number>>>;
}

import type { TaskSpan } from '../result/experiment.ts';
import type { ReaderName } from '../scenario/columns.ts';
import type { Files } from '../scenario/generate.ts';

/** What a run does, and where. */
export interface RunPlace {
  readonly reader: ReaderName;
  readonly files: Files;
  readonly budget: number;
  readonly cores: number;
  /** Empty, for this run only. */
  readonly folder: string;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** A contender's own records of its tasks; times in seconds. */
export interface TaskFacts {
  readonly succeeded: number;
  readonly attempts: number | null;
  readonly makespan: number | null;
  readonly load: number | null;
  readonly compute: number | null;
  readonly write: number | null;
  readonly cells: string | null;
  /** Seconds from the start of the command. */
  readonly spans: readonly TaskSpan[];
}

/** When a command started and ended, in milliseconds since 1970. */
export interface CommandTimes {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** One way to get the table of a scenario. */
export interface Contender {
  readonly name: string;
  readonly words: string;
  /** Null, or why it cannot take part and how to change that. */
  missing(reader: ReaderName): { readonly reason: string; readonly install: string } | null;
  /** Writes what the command needs into the run's folder. */
  prepare(place: RunPlace): Command;
  collect(place: RunPlace, command: CommandTimes): TaskFacts;
}

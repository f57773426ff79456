import type { Bytes } from '@ballast/resource-model';

/** What a batch runs for each input in place of a reader. */
export type TaskRun =
  /** No shell: the program and its arguments, in which placeholders such as `{input}` stand for what differs. */
  | { readonly kind: 'command'; readonly command: readonly string[] }
  /** `module:function`, with a module name or the path of a file; `executable` is null for the Python of the folder. */
  | { readonly kind: 'python'; readonly call: string; readonly executable: string | null }
  /** `module.mjs#function`. */
  | { readonly kind: 'node'; readonly call: string };

export type RowValue = string | number | boolean | null;

/** A task of the user's own, with every default filled in. Paths are as written, relative to `directory`. */
export interface TaskSettings {
  /** By which the machines of a fleet know what to run for it; null if it runs on one machine only. */
  readonly name: string | null;
  readonly run: TaskRun;
  /** Folder in which tasks run, and from which their paths count; null for the folder of the batch file. */
  readonly directory: string | null;
  /** A CSV file, or the rows themselves: a task for each row in place of files. Null if the inputs are files. */
  readonly rows: string | readonly Readonly<Record<string, RowValue>>[] | null;
  /** Files that the results depend on besides the inputs. */
  readonly depends: readonly string[];
  /** Name of a feature -> a text with placeholders that gives a number: what memory and time may depend on. */
  readonly features: Readonly<Record<string, string>>;
  /** Memory that each worker needs whatever its input is; null to learn it. */
  readonly sharedMemory: Bytes | null;
  /** Name of a token -> how many of them a task holds while it runs. */
  readonly needs: Readonly<Record<string, number>>;
  /** Exit code -> how many times a task is run again that ended with it. */
  readonly retries: Readonly<Record<string, number>>;
  /** Times the median of the tasks that have ended; null for no such limit. */
  readonly timeoutFactor: number | null;
  /** Variables of the environment whose values the report shows. */
  readonly environment: readonly string[];
  /** Name of a small table that every task writes into its folder; null for none. */
  readonly collect: string | null;
}

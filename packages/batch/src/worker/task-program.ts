import { type Bytes, FaultError } from '@ballast/resource-model';

/** Who carries out the tasks of a batch that has no reader: a module for its worker processes, and what is known of it. */
export interface TaskProgram {
  /** Absolute path of a built module: its default export carries out an order. */
  readonly module: string;
  /** What the results depend on besides the inputs, by name; `version` tells apart programs whose needs are unlike. */
  readonly details: Readonly<Record<string, string>>;
  /** For all workers; JSON-serialisable. */
  readonly setup: TaskSetupText;
  /** What the worker gets for one task besides its input; JSON-serialisable. */
  readonly orderOf: (task: number) => unknown;
  /** By task: the amount that memory and time depend on; null for the sizes of the inputs. */
  readonly feature: Float64Array | null;
  /** Memory of a worker before it has an input; null if it is not known. */
  readonly shared: Bytes | null;
}

/** JSON of the program's own form: a work plan is compared as a whole. */
export type TaskSetupText = string;

/** The program of a batch with a task; fault TASK_PROGRAM_MISSING for a caller that did not give one. */
export function programOf(program: TaskProgram | undefined): TaskProgram {
  if (program !== undefined) return program;
  throw new FaultError({
    code: 'TASK_PROGRAM_MISSING',
    message: 'the batch has a task of its own, and nothing was given to carry it out',
    hint: 'open it with `openTaskBatch` of @ballast/own-task',
  });
}

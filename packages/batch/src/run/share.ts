import type { TaskRunner } from '@ballast/scheduler';
import type { Outcome } from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import type { Input } from '../inputs/list.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { damageOf, type KnownResult, knownResult, readKnown } from '../worker/results/known-result.ts';
import { type TaskIdentity, taskIdentity } from '../worker/task-identity.ts';
import { damagedOutput, outputsOf } from '../worker/task-outputs.ts';
import { RESULT_VERSION } from '../worker/work-plan.ts';

/** How the tasks of a batch are shared with other machines. */
export interface Share {
  /** A runner around that of this machine; it reports what happens on the others, too. */
  runner(own: TaskRunner): TaskRunner;
  /** Licence seats that this machine may use just now; null if they are not shared. */
  seats(): number | null;
}

/** What a batch tells whoever has its tasks done by other machines. */
export interface SharedBatch {
  readonly output: OutputFolder;
  readonly inputDirectory: string;
  readonly inputs: readonly Input[];
  /** Of the journal: the batch, the plan, the reader. */
  readonly header: PreparedBatch['header'];
  readonly resultVersion: number;
  /** What runs in place of a reader; null for a batch with a reader. */
  readonly task: TaskIdentity | null;
  /** False if the inputs are rows of a table, whose names are for people only. */
  readonly areFiles: boolean;
  /** By task: undefined for one that is to be done. */
  readonly outcomes: readonly (Outcome | undefined)[];
  /** Attempts begun, by task. */
  readonly attempts: Uint16Array;
  /** Why the result of an outcome is not what its record says, read whole; null if it is, or if there is none. */
  damageOf(index: number, outcome: Outcome): string | null;
}

/** Makes a share for each time that the tasks of a batch run: a second time if results were damaged. */
export type ShareBatch = (batch: SharedBatch) => Promise<Share>;

export function sharedBatch(prepared: PreparedBatch): SharedBatch {
  const { output, inputs, header, start, inputDirectory, plan } = prepared;
  const { outcomes, attempts } = start.settled;
  const { task } = prepared.batch;
  return {
    ...{ output, inputDirectory, inputs, header, outcomes, attempts, resultVersion: RESULT_VERSION },
    task: task === null ? null : taskIdentity(task, prepared.program?.details ?? {}),
    areFiles: task === null || task.rows === null,
    damageOf: (index, outcome) => {
      if (outcome.kind !== 'succeeded' || outcome.result === null) return null;
      const claimed = knownResult(output.root, { task: index, ...outcome }, plan);
      if (!claimed.ok) return claimed.reason;
      return damageOf(claimed.known, plan) ?? (task === null ? null : damageOfFiles(claimed.known));
    },
  };
}

/** The same for what a task of the user's own has written besides its result. */
function damageOfFiles(known: KnownResult): string | null {
  const stored = readKnown(known);
  if (!stored.ok) return stored.reason;
  return damagedOutput(outputsOf(known.file), stored.result.task?.outputs ?? []);
}

import type { WaitReason } from '@ballast/scheduler/journal';
import { tableStatus } from '../figures/table-status.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import { type Attempt, attemptInFlight, highWaterOf, outcomeOf, type TaskStory } from '../fold/task-story.ts';
import type { BatchState } from './batch-state.ts';
import { stepsOf } from './steps.ts';
import { stateText } from './story-text.ts';
import { heldIn } from './summary.ts';
import { type Wait, waitsIn } from './waits.ts';

/** One attempt for programs: seconds since the batch began, bytes; null if unknown. */
interface AttemptJson {
  readonly attempt: number;
  readonly worker: number;
  readonly pid: number | null;
  readonly admittedSeconds: number;
  /** When its worker got to it; null if it came after others of the same order and its turn has not come. */
  readonly begunSeconds: number | null;
  readonly endedSeconds: number | null;
  readonly alone: boolean;
  readonly expectedBytes: number;
  readonly expectedComputeSeconds: number;
  /** The reservation, which nine tenths of the attempts stay below, and what was held of the budget: at its beginning, and last. */
  readonly reservedAtStartBytes: number;
  readonly heldAtStartBytes: number;
  readonly heldBytes: number;
  readonly reservedAtEndBytes: number | null;
  readonly highWaterBytes: number | null;
  readonly phases: readonly { readonly phase: string; readonly seconds: number }[];
  readonly end: 'settled' | 'requeued' | 'lost' | null;
  /** Why the task was queued again; null if it was not. */
  readonly cause: string | null;
}

interface FileJson {
  readonly file: string;
  readonly sizeBytes: number;
  /** As in tables, or `in-flight`, or `waiting`. */
  readonly status: string;
  readonly reason: string;
  /** Its own reason; of a file in the queue, the reason why the head of the queue waits. Null if it does not wait. */
  readonly waitingOn: WaitReason | null;
  readonly kept: boolean;
  readonly attempts: readonly AttemptJson[];
}

export interface ExplainJson {
  readonly batch: string;
  readonly state: BatchState;
  readonly startedAt: string;
  readonly seconds: number;
  readonly budgetBytes: number;
  /** What attempts in flight hold of the budget together. */
  readonly heldBytes: number;
  /** What memory is predicted from (`size`, `held`, `arrays`, `kept`); null if nothing was learned. */
  readonly memoryFacts: readonly string[] | null;
  /** How long the batch was to take: half of such batches take less, and nine of ten. Null if it was not predicted. */
  readonly predictedMakespanSeconds: number | null;
  readonly predictedMakespan90Seconds: number | null;
  /** Null before the first file settled. */
  readonly makespanSeconds: number | null;
  /** Lines of the journal that are damaged or missing: the files are as the others have them. */
  readonly damagedLines: number;
  readonly files: readonly FileJson[];
}

/** Everything about some files of a batch. */
export function explainJson(
  batch: BatchStory,
  { state, tasks }: { readonly state: BatchState; readonly tasks: readonly TaskStory[] },
): ExplainJson {
  const { header, at } = batch;
  const waits = waitsIn(batch);
  return {
    batch: header.batch,
    state,
    startedAt: header.startedAt,
    seconds: at / 1000,
    budgetBytes: header.budget.memory,
    heldBytes: heldIn(batch.tasks),
    memoryFacts: batch.memoryModel?.facts ?? null,
    predictedMakespanSeconds: inSeconds(batch.predicted?.median ?? null),
    predictedMakespan90Seconds: inSeconds(batch.predicted?.ninetieth ?? null),
    makespanSeconds: inSeconds(batch.inFlight.makespan),
    damagedLines: batch.damagedLines,
    files: tasks.map((task) => fileJson(task, waits.get(task.input.task))),
  };
}

function inSeconds(time: number | null): number | null {
  return time === null ? null : time / 1000;
}

function fileJson(task: TaskStory, wait: Wait | undefined): FileJson {
  return {
    file: task.input.file,
    sizeBytes: task.input.size,
    status: statusOf(task),
    reason: stateText(task, wait),
    waitingOn: wait?.reason ?? null,
    kept: task.kept !== null,
    attempts: task.attempts.map(attemptJson),
  };
}

function statusOf(task: TaskStory): string {
  const outcome = outcomeOf(task);
  if (outcome !== undefined) return tableStatus(outcome);
  return attemptInFlight(task) === null ? 'waiting' : 'in-flight';
}

function attemptJson(attempt: Attempt): AttemptJson {
  const { admitted, begunAt, endedAt, pid, end, isLost } = attempt;
  return {
    attempt: admitted.attempt,
    worker: admitted.worker,
    pid,
    admittedSeconds: admitted.at / 1000,
    begunSeconds: inSeconds(begunAt),
    endedSeconds: inSeconds(endedAt ?? end?.at ?? null),
    alone: admitted.alone === true,
    expectedBytes: admitted.expected.memory,
    expectedComputeSeconds: admitted.expected.compute / 1000,
    reservedAtStartBytes: admitted.reserved,
    heldAtStartBytes: begunAt === null ? 0 : attempt.heldAtFirst,
    heldBytes: begunAt === null ? 0 : attempt.held,
    reservedAtEndBytes: end?.type === 'settled' ? end.reserved : null,
    highWaterBytes: highWaterOf(end),
    phases: stepsOf(attempt).map(({ phase, at }) => ({ phase, seconds: at / 1000 })),
    end: isLost ? 'lost' : (end?.type ?? null),
    cause: end?.type === 'requeued' ? end.cause : null,
  };
}

import type { WaitReason } from '@ballast/scheduler/journal';
import { tableStatus } from '../figures/table-status.ts';
import type { BatchState } from './batch-state.ts';
import { type Attempt, inFlight, type Story } from './story.ts';
import { highWaterOf, standingText } from './story-text.ts';
import type { Telling } from './tell-stories.ts';
import type { Waits } from './waiting.ts';

/** One attempt for programs: seconds since the batch began, bytes; null for what is not known. */
interface AttemptJson {
  readonly attempt: number;
  readonly worker: number;
  readonly pid: number | null;
  readonly admittedSeconds: number;
  readonly endedSeconds: number | null;
  readonly alone: boolean;
  readonly promisedBytes: number;
  readonly expectedBytes: number;
  readonly expectedComputeSeconds: number;
  readonly highWaterBytes: number | null;
  readonly phases: readonly { readonly phase: string; readonly seconds: number }[];
  readonly end: 'settled' | 'requeued' | 'lost' | null;
  /** Why it was tried again; null where it was not. */
  readonly cause: string | null;
}

interface StoryJson {
  readonly file: string;
  readonly sizeBytes: number;
  /** As tables have it, or `in-flight`, or `waiting`. */
  readonly status: string;
  readonly reason: string;
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
  readonly heldBytes: number;
  readonly files: readonly StoryJson[];
}

/** What is known of some of a batch's files. */
export function explainJson(
  telling: Telling,
  {
    state,
    waits,
    stories,
  }: { readonly state: BatchState; readonly waits: Waits; readonly stories: readonly Story[] },
): ExplainJson {
  const { header, at } = telling;
  return {
    batch: header.batch,
    state,
    startedAt: header.startedAt,
    seconds: at / 1000,
    budgetBytes: header.budget.memory,
    heldBytes: waits.held.memory,
    files: stories.map((story) => storyJson(story, waits)),
  };
}

function storyJson(story: Story, waits: Waits): StoryJson {
  const isWaiting = story.outcome === null && inFlight(story) === null;
  return {
    file: story.file,
    sizeBytes: story.size,
    status: story.outcome === null ? (isWaiting ? 'waiting' : 'in-flight') : tableStatus(story.outcome),
    reason: standingText(story, waits),
    waitingOn: isWaiting ? waits.reason(story) : null,
    kept: story.kept !== null,
    attempts: story.attempts.map(attemptJson),
  };
}

function attemptJson({
  attempt,
  worker,
  pid,
  at,
  alone,
  promised,
  expected,
  steps,
  end,
  isLost,
}: Attempt): AttemptJson {
  return {
    attempt,
    worker,
    pid,
    admittedSeconds: at / 1000,
    endedSeconds: end === null ? null : end.at / 1000,
    alone,
    promisedBytes: promised,
    expectedBytes: expected.memory,
    expectedComputeSeconds: expected.compute / 1000,
    highWaterBytes: highWaterOf(end),
    phases: steps.map((step) => ({ phase: step.phase, seconds: step.at / 1000 })),
    end: isLost ? 'lost' : (end?.type ?? null),
    cause: end?.type === 'requeued' ? end.cause : null,
  };
}

import type { Milliseconds } from '@ballast/resource-model';
import { teachAtEnd } from '../learning/teach.ts';
import { stopWatching } from '../learning/watch.ts';
import { take } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { backOff, lineUp } from '../state/tasks/line.ts';
import type { Evidence, Outcome, ProcessEnd, RequeueCause, RetryReason } from '../state/tasks/outcome.ts';
import type { ActiveTask, Follower, TaskId } from '../state/tasks/task-state.ts';

export interface Requeued {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly cause: RequeueCause;
  /** After a failed attempt: the outcome that the task would have had without a retry. */
  readonly outcome?: Outcome;
  readonly evidence?: Evidence;
  readonly alone?: boolean;
  readonly backOff?: { readonly until: Milliseconds; readonly cause: RetryReason };
}

/** The task waits again. One that had to run alone still has to. */
export function requeue(state: SchedulerState, requeued: Requeued, step: Step): void {
  const { id, task, cause, outcome, evidence } = requeued;
  const alone = requeued.alone === true || state.tasks.aside.inFlight === id;
  leave(state, id);
  teachAtEnd(state, id, null);
  if (requeued.backOff === undefined) lineUp(state, id, alone);
  else backOff(state, id, { ...requeued.backOff, alone });
  step.commands.push({
    type: 'record',
    record: {
      type: 'requeued',
      at: step.now,
      task: id,
      cause,
      attempt: task.attempt,
      ...(outcome === undefined ? {} : { outcome }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(alone ? { nextAlone: true as const } : {}),
      ...(requeued.backOff === undefined ? {} : { notBefore: requeued.backOff.until }),
    },
  });
}

/** Tasks that a worker would have carried out after its present one wait again. */
export function requeueFollowers(
  state: SchedulerState,
  { followers, cause }: { readonly followers: readonly Follower[]; readonly cause: RequeueCause },
  step: Step,
): void {
  for (const { task, attempt } of followers) {
    lineUp(state, task, false);
    step.commands.push({
      type: 'record',
      record: { type: 'requeued', at: step.now, task, cause, attempt },
    });
  }
}

/** The attempt is over: nothing is kept for it any more. */
export function leave(state: SchedulerState, id: TaskId): void {
  take(state, id);
  stopWatching(state, id);
}

/** What is known of an attempt besides its outcome; call it before the attempt leaves. */
export function evidenceOf(state: SchedulerState, id: TaskId, end: ProcessEnd | null): Evidence {
  const usage = state.measured.watches.get(id)?.usage ?? null;
  return end === null ? { usage } : { usage, end };
}

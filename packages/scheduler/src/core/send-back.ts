import type { Milliseconds } from '@ballast/resource-model';
import { take } from './accounts.ts';
import type { Evidence, Outcome, ProcessEnd, RequeueCause, RetryReason } from './outcome.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import type { ActiveTask, TaskId } from './task-state.ts';
import { teachAtEnd } from './teach.ts';
import { backOff, lineUp } from './waiting.ts';

export interface SentBack {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly cause: RequeueCause;
  /** Where an attempt failed: what would have become of the task. */
  readonly outcome?: Outcome;
  readonly evidence?: Evidence;
  readonly alone?: boolean;
  readonly backOff?: { readonly until: Milliseconds; readonly cause: RetryReason };
}

/** The task waits again. One that was to have nothing beside it still is. */
export function sendBack(state: SchedulerState, back: SentBack, step: Step): void {
  const { id, task, cause, outcome, evidence } = back;
  const alone = back.alone === true || state.aside.inFlight === id;
  leave(state, id);
  teachAtEnd(state, id, null);
  if (back.backOff === undefined) lineUp(state, id, alone);
  else backOff(state, id, { ...back.backOff, alone });
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
      ...(back.backOff === undefined ? {} : { notBefore: back.backOff.until }),
    },
  });
}

/** The attempt is over: nothing is kept for it any more. */
export function leave(state: SchedulerState, id: TaskId): void {
  take(state, id);
  state.observed.delete(id);
  state.watches.delete(id);
  if (state.aside.inFlight === id) state.aside.inFlight = null;
}

/** What is known of an attempt beside its outcome; before it leaves. */
export function evidenceOf(state: SchedulerState, id: TaskId, end: ProcessEnd | null): Evidence {
  const usage = state.watches.get(id)?.usage ?? null;
  return end === null ? { usage } : { usage, end };
}

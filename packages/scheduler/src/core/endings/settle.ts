import { bytes } from '@ballast/resource-model';
import { teachAtEnd } from '../learning/teach.ts';
import { seenOf } from '../learning/watch.ts';
import type { AttemptMeasures } from '../state/event.ts';
import type { Evidence, Outcome, ProcessEnd } from '../state/outcome.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId } from '../state/task-state.ts';
import { evidenceOf, leave, sendBack } from './requeue.ts';
import { judge, noFailures } from './retry.ts';

export interface Settlement {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly outcome: Outcome;
  readonly measures: AttemptMeasures | null;
  readonly evidence?: Evidence;
}

export interface FailedAttempt extends Settlement {
  /** How its process ended; null where that goes on. */
  readonly end: ProcessEnd | null;
}

/** An attempt that did not succeed: the task is tried again where that is allowed, else it settles. */
export function fail(state: SchedulerState, failed: FailedAttempt, step: Step): void {
  const { id, task, outcome, measures, end } = failed;
  const says = outcome.kind === 'worker-lost' || outcome.kind === 'out-of-memory';
  const evidence = evidenceOf(state, id, says ? null : end);
  const seen = seenOf(state, id);
  const failures = state.failures.get(id) ?? noFailures();
  const answer = judge(state.config.retries ?? null, failures, {
    task: id,
    attempt: task.attempt,
    outcome,
    held: seen > 0 ? seen : task.reservation.commit,
    wasThere: (state.sizes[id] ?? 0) > 0,
    now: step.now,
  });
  if (answer.kind === 'settle')
    return settle(state, { id, task, outcome: answer.outcome, measures, evidence }, step);
  if (state.mode.kind !== 'open')
    return settle(state, { id, task, outcome: retryable(outcome), measures, evidence }, step);
  state.failures.set(id, failures);
  const { reason: cause, alone, floor, until } = answer;
  if (floor !== null) state.floors.set(id, bytes(Math.max(floor, state.floors.get(id) ?? 0)));
  const later = until === null ? {} : { backOff: { until, cause } };
  sendBack(state, { id, task, cause, outcome, evidence, alone, ...later }, step);
}

/** Nothing more is begun, but another batch may try again. */
function retryable(outcome: Outcome): Outcome {
  if (outcome.kind === 'worker-lost' || outcome.kind === 'failed')
    return { ...outcome, retry: 'same-demand' };
  return outcome;
}

/** The task has its outcome. */
export function settle(
  state: SchedulerState,
  { id, task, outcome, measures, evidence }: Settlement,
  step: Step,
): void {
  const observedHighWater = state.observed.get(id) ?? null;
  leave(state, id);
  if (outcome.kind !== 'succeeded') teachAtEnd(state, id, null);
  state.floors.delete(id);
  state.failures.delete(id);
  state.outcomes[id] = outcome;
  state.settled += 1;
  state.settledBytes += state.sizes[id] ?? 0;
  if (outcome.kind !== 'succeeded') state.failed += 1;
  step.commands.push({
    type: 'record',
    record: {
      type: 'settled',
      at: step.now,
      task: id,
      attempt: task.attempt,
      outcome,
      measures,
      reserved: task.reservation.commit,
      observedHighWater,
      ...(evidence === undefined ? {} : { evidence }),
    },
  });
}

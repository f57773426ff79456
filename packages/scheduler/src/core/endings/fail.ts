import { type Bytes, bytes } from '@ballast/resource-model';
import { highWaterSeen } from '../learning/watch.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { noFailures } from '../state/tasks/failures.ts';
import type { Outcome, ProcessEnd } from '../state/tasks/outcome.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import { evidenceOf, requeue } from './requeue.ts';
import { decideRetry } from './retry.ts';
import { type Settlement, settle } from './settle.ts';

export interface FailedAttempt extends Settlement {
  /** How its process ended; null if it goes on. */
  readonly end: ProcessEnd | null;
}

/** An attempt did not succeed: the task is retried if the policy and the batch allow it, else it settles. */
export function fail(state: SchedulerState, failed: FailedAttempt, step: Step): void {
  const { id, task, outcome, measures, end } = failed;
  const hasEnd = outcome.kind === 'worker-lost' || outcome.kind === 'out-of-memory';
  const evidence = evidenceOf(state, id, hasEnd ? null : end);
  const seen = highWaterSeen(state, id);
  const { byTask } = draft(state, 'failures');
  const failures = byTask.get(id) ?? noFailures();
  const decision = decideRetry(state.config.retries ?? null, failures, {
    task: id,
    attempt: task.attempt,
    outcome,
    held: seen > 0 ? seen : task.reservation.full,
    wasThere: (state.inputs.sizes[id] ?? 0) > 0,
    now: step.now,
  });
  if (decision.kind === 'settle')
    return settle(state, { id, task, outcome: decision.outcome, measures, evidence }, step);
  if (state.lifecycle.mode.kind !== 'open')
    return settle(state, { id, task, outcome: retryable(outcome), measures, evidence }, step);
  byTask.set(id, failures);
  const { reason: cause, alone, floor, until } = decision;
  if (floor !== null) raiseFloor(state, id, floor);
  const later = until === null ? {} : { backOff: { until, cause } };
  requeue(state, { id, task, cause, outcome, evidence, alone, ...later }, step);
}

function raiseFloor(state: SchedulerState, id: TaskId, floor: Bytes): void {
  const { floors } = draft(state, 'failures');
  floors.set(id, bytes(Math.max(floor, floors.get(id) ?? 0)));
}

/** This batch admits nothing more, but the next one may retry the task. */
function retryable(outcome: Outcome): Outcome {
  if (outcome.kind === 'worker-lost' || outcome.kind === 'failed')
    return { ...outcome, retry: 'same-demand' };
  return outcome;
}

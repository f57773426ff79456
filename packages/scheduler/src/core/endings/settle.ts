import { teachAtEnd } from '../learning/teach.ts';
import { draft } from '../state/draft.ts';
import type { AttemptMeasures } from '../state/measures.ts';
import { recordOutcome } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { Evidence, Outcome } from '../state/tasks/outcome.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';
import { leave } from './requeue.ts';

export interface Settlement {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly outcome: Outcome;
  readonly measures: AttemptMeasures | null;
  readonly evidence?: Evidence;
}

/** The task has its outcome and is done. */
export function settle(
  state: SchedulerState,
  { id, task, outcome, measures, evidence }: Settlement,
  step: Step,
): void {
  const observedHighWater = state.measured.highWater.get(id) ?? null;
  leave(state, id);
  if (outcome.kind !== 'succeeded') teachAtEnd(state, id, null);
  const failures = draft(state, 'failures');
  failures.floors.delete(id);
  failures.byTask.delete(id);
  recordOutcome(state, id, outcome);
  step.commands.push({
    type: 'record',
    record: {
      type: 'settled',
      at: step.now,
      task: id,
      attempt: task.attempt,
      outcome,
      measures,
      reserved: task.reservation.full,
      observedHighWater,
      ...(evidence === undefined ? {} : { evidence }),
    },
  });
}

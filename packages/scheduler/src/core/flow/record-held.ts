import { MIB } from '@ballast/resource-model';
import { put } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask } from '../state/tasks/task-state.ts';

/** Least time between two records about the same attempt, in milliseconds. */
const RECORD_EVERY = 1000;
/** A change by less than this share, or than this many bytes, is not recorded. */
const WORTH_A_RECORD = 0.05;
const LEAST_CHANGE = MIB;

/** Records what attempts hold of the budget if that has changed since the journal last said it. */
export function recordHeld(state: SchedulerState, step: Step): void {
  for (const [id, task] of state.tasks.active) {
    if (!isWorthARecord(task, step)) continue;
    const held = task.reservation.now;
    put(state, id, { ...task, recorded: { held, at: step.now } });
    step.commands.push({ type: 'record', record: { type: 'held', at: step.now, task: id, held } });
  }
}

function isWorthARecord({ reservation, recorded }: ActiveTask, { now }: Step): boolean {
  if (now - recorded.at < RECORD_EVERY) return false;
  const change = Math.abs(reservation.now - recorded.held);
  return change >= Math.max(LEAST_CHANGE, WORTH_A_RECORD * recorded.held);
}

import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import type { WaitReason } from '../state/tasks/wait-reason.ts';
import { demandOf } from './demand.ts';

/** Why a task is left to a larger node of the batch; null if it is not. */
export function largerNodeRefusal(state: SchedulerState, task: TaskId): WaitReason | null {
  const { capacity, largestPeer: largest } = state.machine;
  const { memory: budget } = capacity;
  if (largest === null || largest <= budget) return null;
  const needed = demandOf(state, task);
  return needed > budget ? { kind: 'larger-node', needed, budget, largest } : null;
}

/** Whether a task that waits here, and that this node alone may attempt, needs a larger node: it would wait here for ever. */
export function needsLargerNode(state: SchedulerState, task: TaskId): boolean {
  const { active, elsewhere, outcomes } = state.tasks;
  const isWaiting = outcomes[task] === undefined && !active.has(task) && !elsewhere.has(task);
  return isWaiting && state.limits.policy.kind === 'adaptive' && largerNodeRefusal(state, task) !== null;
}

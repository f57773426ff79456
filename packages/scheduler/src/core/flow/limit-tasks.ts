import { observePolicy } from '../policy/limit-policy.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';

/** Shows the limit policy what all workers together hold in memory, in bytes. */
export function observeMemory(state: SchedulerState, resident: number): void {
  const limits = draft(state, 'limits');
  limits.policy = observePolicy(limits.policy, { resident, budget: state.machine.capacity.memory });
}

import type { Binding } from '../state/binding.ts';
import type { SchedulerState } from '../state/state.ts';
import type { WaitReason } from '../state/tasks/wait-reason.ts';
import { isProbing } from './demand.ts';
import { nextTask } from './next-task.ts';
import { ownCores } from './permits.ts';
import { whyWaiting } from './why-waiting.ts';

/** What keeps the batch from being faster just now, by the very verdict on the task that would start next. */
export function bindingResource(state: SchedulerState): Binding {
  const { totals } = state.tasks;
  if (totals.heldBack > 0) return 'memory';
  if (totals.computing >= ownCores(state)) return 'cores';
  const next = nextTask(state);
  if (next === null) return state.tasks.active.size > 0 ? 'tail' : 'none';
  const binding = ofReason(whyWaiting(state, next));
  return binding === 'none' && isProbing(state) ? 'start' : binding;
}

function ofReason({ kind }: WaitReason): Binding {
  switch (kind) {
    case 'load-permits':
      return 'storage';
    case 'cores-in-use':
      return 'cores';
    case 'memory':
    case 'over-budget':
    case 'larger-node':
    case 'pressure':
    case 'held-back':
    case 'reserved-for':
    // Not every core computes, so what is loaded waits for memory.
    case 'gate':
      return 'memory';
    case 'seats':
    case 'seat-limit':
    case 'seat-start':
    case 'seat-wait':
      return 'seats';
    case 'limit':
      return 'limit';
    case 'worker-start':
      return 'start';
    case 'draining':
      return 'tail';
    case 'turn':
    case 'backing-off':
    case 'other-nodes':
    case 'after-others':
    case 'runs-alone':
      return 'none';
  }
}

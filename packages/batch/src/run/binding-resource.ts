import { type SchedulerState, type TaskId, taskState } from '@ballast/scheduler';

export type BindingResource = 'storage' | 'cores' | 'memory' | 'seats';

/** The resource that limits the speed of a batch just now; null if that is not clear. */
export function bindingResource(state: SchedulerState): BindingResource | null {
  const { totals } = state.tasks;
  const { capacity } = state.machine;
  if (totals.heldBack > 0) return 'memory';
  if (totals.computing >= Math.max(1, Math.floor(capacity.corePermits / state.config.nativeThreads)))
    return 'cores';
  const next = largestWaiting(state);
  if (next === null) return null;
  const task = taskState(state, next);
  if (task.state !== 'queued') return null;
  switch (task.waitingOn.kind) {
    case 'load-permits':
      return 'storage';
    case 'cores-in-use':
      return 'cores';
    case 'memory':
    case 'over-budget':
    case 'pressure':
    case 'held-back':
      return 'memory';
    case 'seats':
    case 'seat-limit':
    case 'seat-start':
    case 'seat-wait':
      return 'seats';
    // A loaded task waits for memory, or for cores that are reserved for loads.
    case 'gate':
    case 'turn':
    case 'limit':
    case 'worker-start':
    case 'reserved-for':
    case 'backing-off':
    case 'after-others':
    case 'runs-alone':
    case 'draining':
      return null;
  }
}

/** The task that would be admitted next if every resource were available. */
function largestWaiting({ inputs: { sizes }, tasks }: SchedulerState): TaskId | null {
  const { outcomes, active, queue } = tasks;
  if (queue.length === 0) return null;
  let largest: TaskId | null = null;
  for (let task = 0; task < sizes.length; task += 1) {
    if (outcomes[task] !== undefined || active.has(task)) continue;
    if (largest === null || (sizes[task] ?? 0) > (sizes[largest] ?? 0)) largest = task;
  }
  return largest;
}

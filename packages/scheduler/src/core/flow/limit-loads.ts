import { put } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';
import { loadPermits } from '../verdict/permits.ts';

type Loading = Extract<ActiveTask, { state: 'loading' }>;

/**
 * Keeps the active loads at the permits: pauses the newest between two pieces, and resumes the oldest when a permit is
 * returned. Permits act on pieces, not on whole files, or two large files would occupy a disk for minutes.
 */
export function limitLoads(state: SchedulerState, step: Step): void {
  if (state.limits.policy.kind !== 'adaptive') return;
  const permits = loadPermits(state);
  const { totals } = state.tasks;
  while (totals.loading > permits) {
    const newest = lastLoading(state, (task) => task.paused === null && !task.presumedLoaded);
    if (newest === null) break;
    put(state, newest.id, { ...newest.task, paused: 'storage' });
    step.commands.push({ type: 'pause', worker: newest.task.worker, task: newest.id });
  }
  while (totals.loading < permits && totals.waitingForStorage > 0) {
    const oldest = firstLoading(state, (task) => task.paused === 'storage');
    if (oldest === null) break;
    put(state, oldest.id, { ...oldest.task, paused: null });
    step.commands.push({ type: 'resume', worker: oldest.task.worker, task: oldest.id });
  }
}

interface Found {
  readonly id: TaskId;
  readonly task: Loading;
}

/** The one that has been in flight longest. */
function firstLoading(state: SchedulerState, fits: (task: Loading) => boolean): Found | null {
  let first: Found | null = null;
  for (const [id, task] of state.tasks.active) {
    if (task.state !== 'loading' || !fits(task)) continue;
    if (first === null || task.admitted < first.task.admitted) first = { id, task };
  }
  return first;
}

function lastLoading(state: SchedulerState, fits: (task: Loading) => boolean): Found | null {
  let last: Found | null = null;
  for (const [id, task] of state.tasks.active) {
    if (task.state !== 'loading' || !fits(task)) continue;
    if (last === null || task.admitted >= last.task.admitted) last = { id, task };
  }
  return last;
}

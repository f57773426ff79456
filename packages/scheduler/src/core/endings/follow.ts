import { milliseconds } from '@ballast/resource-model';
import { put } from '../state/memory/ledger.ts';
import { handOver } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, Follower } from '../state/tasks/task-state.ts';

/** The worker has begun the task that follows the one that ended, whose reservation passes to it. */
export function follow(
  state: SchedulerState,
  { task: before, next }: { readonly task: ActiveTask; readonly next: Follower },
  step: Step,
): void {
  const { worker, kept } = before;
  const { reservation } = before;
  handOver(state, worker, next.task);
  put(state, next.task, {
    state: 'loading',
    worker,
    attempt: next.attempt,
    admitted: step.now,
    since: step.now,
    reservation,
    kept,
    recorded: { held: reservation.now, at: step.now },
    ran: milliseconds(0),
    usage: null,
    bytesRead: 0,
    granted: true,
    mayRead: Number.POSITIVE_INFINITY,
    baseline: null,
    paused: null,
    isStopped: false,
    isMeasured: false,
    presumedLoaded: false,
    silent: false,
  });
  // It was meant for the one that had ended already.
  if (before.state === 'loading' && before.paused !== null) step.commands.push({ type: 'resume', worker });
}

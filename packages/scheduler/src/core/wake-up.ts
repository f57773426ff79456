import { formatDuration, type Milliseconds, milliseconds } from '@ballast/resource-model';
import { voidWindow } from './flow/load-window.ts';
import { LONG_STOPPED, restartWatches } from './learning/watch.ts';
import { put } from './state/memory/ledger.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';
import type { TaskId } from './state/tasks/task-state.ts';

/** A shorter sleep is not worth a warning; in milliseconds. */
const WORTH_A_WARNING = 5000;

/**
 * The coordinator was stopped, or the machine asleep, and observed nothing: that time counts for no attempt. Limits on time
 * continue as if it had not passed, and an attempt hangs only if it makes no progress from now on.
 */
export function wakeUp(state: SchedulerState, slept: Milliseconds, step: Step): void {
  restartWatches(state);
  voidWindow(state, step.now);
  for (const [id, task] of state.tasks.active) {
    if (task.state === 'stopping') put(state, id, { ...task, killAt: milliseconds(task.killAt + slept) });
  }
  if (slept < WORTH_A_WARNING) return;
  const message = `the coordinator was stopped or the machine asleep for ${formatDuration(slept)}; that time counts for no file`;
  step.commands.push({
    type: 'record',
    record: { type: 'warning', at: step.now, task: null, code: 'COORDINATOR_SLEPT', message },
  });
}

/** Somebody has stopped the process of an attempt and may forget to continue it. */
export function warnIfStopped(state: SchedulerState, id: TaskId, step: Step): void {
  if (state.measured.watches.get(id)?.stoppedFor !== LONG_STOPPED) return;
  const message =
    'somebody has stopped its process; the time until it is continued (SIGCONT) counts towards no limit';
  step.commands.push({
    type: 'record',
    record: { type: 'warning', at: step.now, task: id, code: 'WORKER_STOPPED', message },
  });
}

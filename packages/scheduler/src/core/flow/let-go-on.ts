import type { Step } from '../state/step.ts';
import type { ActiveTask } from '../state/tasks/task-state.ts';

/**
 * Takes back what keeps a load waiting that has read everything already: its worker may have begun the next task by the time that the
 * message arrives, which would wait for ever.
 */
export function letGoOn(task: ActiveTask, step: Step): void {
  if (task.state !== 'loading' || task.paused === null) return;
  const { worker, paused } = task;
  if (paused === 'storage') step.commands.push({ type: 'resume', worker });
  else step.commands.push({ type: 'credit', worker, bytes: null });
}

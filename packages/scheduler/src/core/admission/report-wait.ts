import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { waitingTasks } from '../state/tasks/line.ts';
import type { WaitReason } from '../state/tasks/wait-reason.ts';
import { nextTask } from '../verdict/next-task.ts';
import { whyWaiting } from '../verdict/why-waiting.ts';

/** Time between two looks at why the next task waits, in milliseconds: a journal has at most one record for each. */
const LOOK_EVERY = 1000;

/** Records why the task that would start next waits, whenever that has become another reason. */
export function reportWait(state: SchedulerState, step: Step): void {
  const admission = draft(state, 'admission');
  const { lookedAt } = admission;
  const isEarly = lookedAt !== null && step.now - lookedAt < LOOK_EVERY;
  if (isEarly || state.lifecycle.mode.kind !== 'open') return;
  admission.lookedAt = step.now;
  const task = nextTask(state);
  if (task === null) return;
  const reason = whyWaiting(state, task);
  if (admission.reported === obstacle(reason)) return;
  admission.reported = obstacle(reason);
  const record = { type: 'waiting', at: step.now, reason, tasks: waitingTasks(state) } as const;
  step.commands.push({ type: 'record', record });
}

/** What is in the way, without the amounts, which change all the time. */
function obstacle(reason: WaitReason): string {
  switch (reason.kind) {
    case 'runs-alone':
    case 'reserved-for':
      return `${reason.kind} ${reason.task}`;
    case 'backing-off':
      return `${reason.kind} ${reason.cause}`;
    case 'seat-wait':
      return `${reason.kind} ${reason.isPaused}`;
    default:
      return reason.kind;
  }
}

import { formatBytes } from '@ballast/resource-model';
import { type Pick, pick } from './admission.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import { dequeue } from './task-queue.ts';
import type { WorkerId } from './task-state.ts';

/** Starts as many waiting tasks as may start now. */
export function admitWhatFits(state: SchedulerState, step: Step): void {
  for (let next = pick(state); next !== null; next = pick(state)) admit(state, next, step);
}

function admit(state: SchedulerState, chosen: Pick, step: Step): void {
  const { task, bucket, reservation } = chosen;
  const taken = dequeue(state.queue, bucket);
  if (taken !== task) throw new Error(`defect: bucket ${bucket} gave task ${taken} where ${task} was chosen`);
  const attempt = (state.attempts[task] ?? 0) + 1;
  state.attempts[task] = attempt;
  const worker = idleWorker(state) ?? newWorker(state);
  state.workers.set(worker, { pid: null, usage: null, ...state.workers.get(worker), task });
  state.active.set(task, {
    state: 'starting',
    worker,
    attempt,
    admitted: step.now,
    since: step.now,
    reservation,
  });
  state.committed += reservation.commit;
  state.seatsHeld += reservation.seats;
  step.commands.push({
    type: 'record',
    record: {
      type: 'admitted',
      at: step.now,
      task,
      attempt,
      worker,
      commit: reservation.commit,
      ...(reservation.alone ? { alone: true as const } : {}),
    },
  });
  if (reservation.alone) warnAlone(state, chosen, step);
  step.commands.push({ type: 'run', worker, task, attempt, go: true });
}

function warnAlone(state: SchedulerState, { task, reservation }: Pick, step: Step): void {
  const needed = formatBytes(reservation.commit);
  const budget = formatBytes(state.capacity.memory);
  step.commands.push({
    type: 'record',
    record: {
      type: 'warning',
      at: step.now,
      task,
      code: 'LARGER_THAN_BUDGET',
      message: `needs about ${needed}, more than the budget of ${budget}; it runs alone`,
    },
  });
}

/** The idle worker with the lowest number, so that the choice does not depend on the order of reports. */
function idleWorker(state: SchedulerState): WorkerId | null {
  let lowest: WorkerId | null = null;
  for (const [id, worker] of state.workers) {
    if (worker.task === null && (lowest === null || id < lowest)) lowest = id;
  }
  return lowest;
}

function newWorker(state: SchedulerState): WorkerId {
  const id = state.nextWorker;
  state.nextWorker += 1;
  return id;
}

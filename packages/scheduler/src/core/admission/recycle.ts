import { forgetWorker } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { waitingTasks } from '../state/tasks/line.ts';
import type { WorkerId } from '../state/tasks/task-state.ts';

/** An idle worker that keeps this much more than when it was first idle is replaced, in bytes. */
const MOST_GROWTH = 300 * 1024 * 1024;

/** Ends idle workers that have grown beyond their own baseline, and all idle ones once nothing waits. */
export function recycle(state: SchedulerState, step: Step): void {
  for (const id of [...state.workers.idle]) {
    const worker = state.workers.records.get(id);
    if (worker === undefined) continue;
    const growth = (worker.usage?.resident ?? 0) - (worker.baseline ?? Number.POSITIVE_INFINITY);
    if (growth > MOST_GROWTH || waitingTasks(state) === 0) retire(state, id, step);
  }
}

/** Ends the idle worker that keeps the most memory; false when there is none. */
export function retireLargest(state: SchedulerState, step: Step): boolean {
  let largest: { id: WorkerId; resident: number } | null = null;
  for (const id of state.workers.idle) {
    const resident = state.workers.records.get(id)?.usage?.resident ?? 0;
    if (largest === null || resident > largest.resident) largest = { id, resident };
  }
  if (largest === null) return false;
  retire(state, largest.id, step);
  return true;
}

function retire(state: SchedulerState, id: WorkerId, step: Step): void {
  forgetWorker(state, id);
  step.commands.push({ type: 'retire-worker', worker: id });
}

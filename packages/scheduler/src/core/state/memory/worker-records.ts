import type { Bytes, Usage } from '@ballast/resource-model';
import { payForStart } from '../cores/spare-cores.ts';
import { draft } from '../draft.ts';
import type { SchedulerState, WorkerRecord } from '../state.ts';
import type { TaskId, WorkerId } from '../tasks/task-state.ts';

/** Gives the task to the worker that has been idle longest, or to a new one. */
export function assign(state: SchedulerState, task: TaskId): { worker: WorkerId; isNew: boolean } {
  const { records } = draft(state, 'workers');
  const idle = wake(state, null);
  const worker = idle ?? newWorker(state);
  records.set(worker, { pid: null, usage: null, baseline: null, kept: null, ...records.get(worker), task });
  return { worker, isNew: idle === null };
}

function newWorker(state: SchedulerState): WorkerId {
  payForStart(state);
  const workers = draft(state, 'workers');
  const id = workers.next;
  workers.next += 1;
  return id;
}

/** The worker's process exists. False for a worker that is unknown. */
export function recordPid(state: SchedulerState, id: WorkerId, pid: number): boolean {
  const { records } = draft(state, 'workers');
  const worker = records.get(id);
  if (worker === undefined) return false;
  records.set(id, { ...worker, pid });
  return true;
}

/** Takes over a measurement. The record as it was before; null for a worker that is unknown. */
export function recordUsage(state: SchedulerState, id: WorkerId, usage: Usage): WorkerRecord | null {
  const workers = draft(state, 'workers');
  const worker = workers.records.get(id);
  if (worker === undefined) return null;
  const isIdle = worker.task === null;
  if (isIdle) workers.idleMemory += usage.resident - (worker.usage?.resident ?? 0);
  const baseline = isIdle && worker.baseline === null ? usage.resident : worker.baseline;
  workers.records.set(id, { ...worker, usage, baseline });
  return worker;
}

/** The worker is idle again. `usage`: what it is taken to use until it is measured again. */
export function release(state: SchedulerState, id: WorkerId, usage: Usage | null): void {
  const workers = draft(state, 'workers');
  const worker = workers.records.get(id);
  if (worker === undefined) return;
  workers.records.set(id, { ...worker, task: null, usage });
  workers.idle.push(id);
  workers.idleMemory += usage?.resident ?? 0;
}

/** The worker carries out this task now. */
export function handOver(state: SchedulerState, id: WorkerId, task: TaskId): void {
  const { records } = draft(state, 'workers');
  const worker = records.get(id);
  if (worker !== undefined) records.set(id, { ...worker, task });
}

/** What the worker still held after its attempt. */
export function recordKept(state: SchedulerState, id: WorkerId, kept: Bytes): void {
  const { records } = draft(state, 'workers');
  const worker = records.get(id);
  if (worker !== undefined) records.set(id, { ...worker, kept });
}

/** The worker is gone, or is about to be ended. */
export function forgetWorker(state: SchedulerState, id: WorkerId): void {
  wake(state, id);
  draft(state, 'workers').records.delete(id);
}

/** Takes a worker from the idle ones: this one, or the one that has been idle longest. Null if it, or any, is not idle. */
function wake(state: SchedulerState, id: WorkerId | null): WorkerId | null {
  const workers = draft(state, 'workers');
  const at = id === null ? 0 : workers.idle.indexOf(id);
  const woken = at < 0 ? undefined : workers.idle[at];
  if (woken === undefined) return null;
  workers.idle.splice(at, 1);
  workers.idleMemory -= workers.records.get(woken)?.usage?.resident ?? 0;
  return woken;
}

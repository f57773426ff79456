import type { Milliseconds } from '@ballast/resource-model';
import { draft } from '../draft.ts';
import type { SchedulerState } from '../state.ts';
import type { BackingOff } from './set-aside.ts';
import { dequeue, enqueue } from './task-queue.ts';
import type { TaskId } from './task-state.ts';

/** Tasks that wait for this node. */
export function waitingTasks({ tasks: { queue, aside } }: SchedulerState): number {
  return queue.length + aside.backingOff.size + aside.alone.length;
}

/** Puts a task among those that may start. */
export function lineUp(state: SchedulerState, id: TaskId, alone: boolean): void {
  const tasks = draft(state, 'tasks');
  if (alone) {
    tasks.aside.alone.push(id);
    return;
  }
  enqueue(tasks.queue, id);
  tasks.queuedBytes += state.inputs.sizes[id] ?? 0;
}

/** Takes the task, which is the first of its bucket, out of the queue. */
export function takeQueued(state: SchedulerState, { task, bucket }: { task: TaskId; bucket: number }): void {
  const tasks = draft(state, 'tasks');
  const taken = dequeue(tasks.queue, bucket);
  if (taken !== task) throw new Error(`defect: bucket ${bucket} gave task ${taken} instead of task ${task}`);
  tasks.queuedBytes -= state.inputs.sizes[task] ?? 0;
}

/** Puts the first task of a bucket behind the others, and returns which is the first now. */
export function turnBucket(
  state: SchedulerState,
  { task, bucket }: { task: TaskId; bucket: number },
): TaskId {
  const { queue } = draft(state, 'tasks');
  enqueue(queue, dequeue(queue, bucket));
  return queue.heads[bucket] ?? task;
}

/** The first of the tasks that have to run alone is about to start. */
export function takeAlone(state: SchedulerState): void {
  const { aside } = draft(state, 'tasks');
  aside.inFlight = aside.alone.shift() ?? null;
}

/** Puts a task aside until its time comes. */
export function backOff(state: SchedulerState, id: TaskId, how: BackingOff): void {
  const { aside } = draft(state, 'tasks');
  aside.backingOff.set(id, how);
  aside.nextAt = Math.min(aside.nextAt, how.until);
}

/** Brings back the tasks whose time has come. */
export function comeBack(state: SchedulerState, now: Milliseconds): void {
  const { aside } = draft(state, 'tasks');
  if (now < aside.nextAt) return;
  aside.nextAt = Number.POSITIVE_INFINITY;
  for (const [id, { until, alone }] of aside.backingOff) {
    if (until > now) {
      aside.nextAt = Math.min(aside.nextAt, until);
      continue;
    }
    aside.backingOff.delete(id);
    lineUp(state, id, alone);
  }
}

import type { ReadonlyDeep } from '../readonly-deep.ts';
import type { TaskId } from './task-state.ts';

const PER_OCTAVE = 8;
const BUCKETS = 64 * PER_OCTAVE;

/**
 * Waiting tasks by size: logarithmic buckets, eight per octave, first in, first out within one. To find, take or put back a
 * task costs the same among a thousand tasks and among a million.
 */
export interface TaskQueue {
  /** Next task in the same bucket, or -1. */
  readonly next: Int32Array;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly bucketOf: Int16Array;
  length: number;
  /** No non-empty bucket lies above this one. */
  top: number;
}

/** Nothing waiting. `sizes`: of each task, in any unit. */
export function emptyQueue(sizes: Float64Array): TaskQueue {
  const bucketOf = new Int16Array(sizes.length);
  for (let task = 0; task < sizes.length; task += 1) bucketOf[task] = bucket(sizes[task] ?? 0);
  return {
    next: new Int32Array(sizes.length).fill(-1),
    heads: new Int32Array(BUCKETS).fill(-1),
    tails: new Int32Array(BUCKETS).fill(-1),
    bucketOf,
    length: 0,
    top: -1,
  };
}

function bucket(size: number): number {
  if (!(size > 1)) return 0;
  return Math.min(BUCKETS - 1, Math.floor(Math.log2(size) * PER_OCTAVE));
}

/** Puts a task at the end of its bucket. The task must not be waiting already. */
export function enqueue(queue: TaskQueue, task: TaskId): void {
  const at = queue.bucketOf[task] ?? 0;
  const tail = queue.tails[at] ?? -1;
  queue.next[task] = -1;
  if (tail < 0) queue.heads[at] = task;
  else queue.next[tail] = task;
  queue.tails[at] = task;
  queue.length += 1;
  if (at > queue.top) queue.top = at;
}

/** Takes the first task of a bucket, or -1. */
export function dequeue(queue: TaskQueue, at: number): TaskId {
  const task = queue.heads[at] ?? -1;
  if (task < 0) return -1;
  const next = queue.next[task] ?? -1;
  queue.heads[at] = next;
  if (next < 0) queue.tails[at] = -1;
  queue.length -= 1;
  while (queue.top >= 0 && (queue.heads[queue.top] ?? -1) < 0) queue.top -= 1;
  return task;
}

/** Takes tasks out wherever they are in their buckets; those of them that were waiting. Costs a pass over the buckets concerned. */
export function removeFrom(queue: TaskQueue, tasks: readonly TaskId[]): TaskId[] {
  const wanted = new Set(tasks);
  const removed: TaskId[] = [];
  for (const at of new Set(tasks.map((task) => queue.bucketOf[task] ?? 0))) {
    let before = -1;
    for (let task = queue.heads[at] ?? -1; task >= 0; task = queue.next[task] ?? -1) {
      if (!wanted.has(task)) {
        before = task;
        continue;
      }
      const next = queue.next[task] ?? -1;
      if (before < 0) queue.heads[at] = next;
      else queue.next[before] = next;
      if (next < 0) queue.tails[at] = before;
      removed.push(task);
    }
  }
  queue.length -= removed.length;
  while (queue.top >= 0 && (queue.heads[queue.top] ?? -1) < 0) queue.top -= 1;
  return removed;
}

/** A waiting task that is the first of its bucket. */
export interface Head {
  readonly task: TaskId;
  readonly bucket: number;
}

/** The task that has waited longest of the largest; null when nothing waits. */
export function head(queue: ReadonlyDeep<TaskQueue>): Head | null {
  return headAtOrBelow(queue, BUCKETS);
}

/** The first task of the highest non-empty bucket at or below `from`; null when there is none. */
export function headAtOrBelow(queue: ReadonlyDeep<TaskQueue>, from: number): Head | null {
  for (let at = Math.min(from, queue.top); at >= 0; at -= 1) {
    const task = queue.heads[at] ?? -1;
    if (task >= 0) return { task, bucket: at };
  }
  return null;
}

/** The first task of the lowest non-empty bucket; null when nothing waits. */
export function smallest(queue: ReadonlyDeep<TaskQueue>): Head | null {
  for (let at = 0; at <= queue.top; at += 1) {
    const task = queue.heads[at] ?? -1;
    if (task >= 0) return { task, bucket: at };
  }
  return null;
}

/** Every waiting task, largest bucket first. */
export function* waiting(queue: ReadonlyDeep<TaskQueue>): Generator<TaskId> {
  for (let at = queue.top; at >= 0; at -= 1) {
    for (let task = queue.heads[at] ?? -1; task >= 0; task = queue.next[task] ?? -1) yield task;
  }
}

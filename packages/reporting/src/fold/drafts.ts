import type { Milliseconds } from '@ballast/resource-model';
import type { RecordOf } from '@ballast/scheduler/journal';
import type { Attempt, TaskStory } from './task-story.ts';

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** An attempt while the records about it are read. */
export type AttemptDraft = Writable<Attempt>;

/** A task while the records about it are read. */
export type TaskDraft = Writable<Omit<TaskStory, 'attempts'>> & { attempts: readonly AttemptDraft[] };

/** Shared by the very many lists that stay empty. */
export const NONE: readonly never[] = [];

/** One that nobody has begun. */
export function draftOf(admitted: RecordOf<'admitted'>): AttemptDraft {
  const held = heldAtFirst(admitted);
  return {
    admitted,
    begunAt: null,
    endedAt: null,
    heldAtFirst: held,
    held,
    pid: null,
    workerStartedAt: null,
    phases: NONE,
    end: null,
    isLost: false,
  };
}

/** What comes after another task holds nothing until it takes over what that one held. */
function heldAtFirst({ held, reserved, after }: RecordOf<'admitted'>): number {
  return after !== undefined ? reserved : (held ?? reserved);
}

/** Neither ended nor lost, whether or not it has begun. */
export function isOpen({ end, isLost }: Pick<Attempt, 'end' | 'isLost'>): boolean {
  return end === null && !isLost;
}

/** Names a worker: each node of a fleet counts its own. */
export function workerKey({ node, worker }: RecordOf<'admitted'>): string {
  return node === undefined ? String(worker) : `${worker} ${node}`;
}

/** Begins an attempt on a worker whose process has this id; null if it has not started. */
export function begin(attempt: AttemptDraft, at: number, pid: number | null): void {
  attempt.begunAt = at as Milliseconds;
  attempt.pid = pid;
}

/**
 * A list that begins with the items of this one, which is not used afterwards. Most have one item at most: a literal takes a sixth of
 * the memory that a first `push` reserves.
 */
export function withAdded<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item];
  (list as Item[]).push(item);
  return list;
}

import { draft } from '../draft.ts';
import type { SchedulerState } from '../state.ts';
import type { Follower, WorkerId } from './task-state.ts';

/** The worker carries these out after the task that it has, in this order. */
export function lineBehind(state: SchedulerState, worker: WorkerId, followers: readonly Follower[]): void {
  if (followers.length > 0) draft(state, 'tasks').followers.set(worker, [...followers]);
}

/** Takes the one that the worker carries out next; null if nothing follows. */
export function nextFollower(state: SchedulerState, worker: WorkerId): Follower | null {
  const { followers } = draft(state, 'tasks');
  const own = followers.get(worker);
  const next = own?.shift() ?? null;
  if (own?.length === 0) followers.delete(worker);
  return next;
}

/** Takes all that the worker would have carried out. */
export function takeFollowers(state: SchedulerState, worker: WorkerId): readonly Follower[] {
  const { followers } = draft(state, 'tasks');
  const own = followers.get(worker) ?? [];
  followers.delete(worker);
  return own;
}

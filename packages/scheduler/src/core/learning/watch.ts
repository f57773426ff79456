import { type Bytes, bytes, type Milliseconds, milliseconds, type Usage } from '@ballast/resource-model';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';

/** A process that only waits uses less than this: for its timers, and to look for its parent. */
const LEAST_CPU = 100;
const LEAST_READ = 64 * 1024;
/** Measurements in a row that find a process stopped before somebody else is taken to have stopped it: we may just have continued it. */
export const LONG_STOPPED = 3;

export interface Measurement {
  readonly id: TaskId;
  readonly task: ActiveTask;
  /** The previous measurement of the same process; null for a new one. */
  readonly before: Usage | null;
  readonly usage: Usage;
  /** Since the last measurement. */
  readonly elapsed: Milliseconds;
}

/** Takes a measurement of an attempt's process into account. */
export function watch(state: SchedulerState, { id, task, before, usage, elapsed }: Measurement): void {
  const { watches } = draft(state, 'measured');
  const known = watches.get(id);
  const begun = known?.before ?? { cpuTime: before?.cpuTime ?? 0, bytesRead: before?.bytesRead ?? 0 };
  const counters = { cpuTime: usage.cpuTime as number, bytesRead: (usage.bytesRead ?? 0) as number };
  const at = known?.at ?? begun;
  const isMoving =
    known === undefined ||
    counters.cpuTime - at.cpuTime >= LEAST_CPU ||
    counters.bytesRead - at.bytesRead >= LEAST_READ;
  const stopped = usage.stopped === true;
  const idles = !isMoving && !stopped && mayMove(task);
  const idleFor = idles ? known.idleFor + elapsed : 0;
  watches.set(id, {
    before: begun,
    at: isMoving ? counters : at,
    usage: {
      highWater: bytes(Math.max(known?.usage.highWater ?? 0, usage.resident)),
      cpuTime: milliseconds(Math.max(0, counters.cpuTime - begun.cpuTime)),
      bytesRead: usage.bytesRead === null ? null : bytes(Math.max(0, counters.bytesRead - begun.bytesRead)),
    },
    idleFor: milliseconds(idleFor),
    stoppedFor: stopped && mayMove(task) ? (known?.stoppedFor ?? 0) + 1 : 0,
  });
}

/** Forgets for how long attempts have made no progress. */
export function restartWatches(state: SchedulerState): void {
  const { watches } = draft(state, 'measured');
  for (const [id, known] of watches) watches.set(id, { ...known, idleFor: milliseconds(0) });
}

/** Whether somebody had stopped the task's process when it was last measured. */
export function isStopped(task: ActiveTask): boolean {
  return task.state !== 'stopping' && task.usage?.stopped === true;
}

/** The attempt reported something, so it does not hang. */
export function onReport(state: SchedulerState, id: TaskId): void {
  const { watches } = draft(state, 'measured');
  const known = watches.get(id);
  if (known !== undefined && known.idleFor > 0) watches.set(id, { ...known, idleFor: milliseconds(0) });
}

/** Keeps the largest resident set of the present attempt. */
export function observeResident(state: SchedulerState, id: TaskId, resident: Bytes): void {
  const { highWater } = draft(state, 'measured');
  if (resident > (highWater.get(id) ?? 0)) highWater.set(id, resident);
}

/** The attempt is over: nothing measured of it is kept. */
export function stopWatching(state: SchedulerState, id: TaskId): void {
  const { watches, highWater } = draft(state, 'measured');
  watches.delete(id);
  highWater.delete(id);
}

/** Whether the task could make progress. One that is paused, suspended or at the gate is not to blame, nor does its time count. */
export function mayMove(task: ActiveTask): boolean {
  switch (task.state) {
    case 'starting':
      return true;
    case 'loading':
      return task.paused === null;
    case 'computing':
      return !task.suspended;
    case 'loaded':
    case 'stopping':
      return false;
  }
}

/** Largest resident set that was seen of the attempt; 0 if none was. */
export function highWaterSeen({ measured }: SchedulerState, id: TaskId): Bytes {
  const sampled = measured.highWater.get(id) ?? 0;
  return bytes(Math.max(sampled, measured.watches.get(id)?.usage.highWater ?? 0));
}

import { type Bytes, bytes, type Milliseconds, milliseconds, type Usage } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/task-state.ts';

/** Less than this is what a process does that waits: its timers, a look at its parent. */
const LEAST_CPU = 100;
const LEAST_READ = 64 * 1024;
/** Measurements further apart than this tell of a machine that slept, not of a task that did. In milliseconds. */
const MOST_BETWEEN = 5000;

export interface Measurement {
  readonly id: TaskId;
  readonly task: ActiveTask;
  /** Of the same process, before; null for a new one. */
  readonly before: Usage | null;
  readonly usage: Usage;
  /** Since the last measurement. */
  readonly elapsed: Milliseconds;
}

/** Takes a measurement of an attempt's process into account. */
export function watch(state: SchedulerState, { id, task, before, usage, elapsed }: Measurement): void {
  const known = state.watches.get(id);
  const begun = known?.before ?? {
    cpuTime: before?.cpuTime ?? 0,
    bytesRead: before?.bytesRead ?? 0,
  };
  const now = { cpuTime: usage.cpuTime as number, bytesRead: (usage.bytesRead ?? 0) as number };
  const at = known?.at ?? begun;
  const isMoving =
    known === undefined ||
    now.cpuTime - at.cpuTime >= LEAST_CPU ||
    now.bytesRead - at.bytesRead >= LEAST_READ;
  const idles = !isMoving && mayMove(task);
  const idleFor = idles ? known.idleFor + Math.min(elapsed, MOST_BETWEEN) : 0;
  state.watches.set(id, {
    before: begun,
    at: isMoving ? now : at,
    usage: {
      highWater: bytes(Math.max(known?.usage.highWater ?? 0, usage.resident)),
      cpuTime: milliseconds(Math.max(0, now.cpuTime - begun.cpuTime)),
      bytesRead: usage.bytesRead === null ? null : bytes(Math.max(0, now.bytesRead - begun.bytesRead)),
    },
    idleFor: milliseconds(idleFor),
  });
}

/** The attempt said something. */
export function heardFrom(state: SchedulerState, id: TaskId): void {
  const known = state.watches.get(id);
  if (known !== undefined && known.idleFor > 0) state.watches.set(id, { ...known, idleFor: milliseconds(0) });
}

/** One that is held up by others, or that waits at the gate, is not to blame for standing still, nor does its time count. */
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

/** Largest resident set that anything saw of the attempt; 0 where nothing did. */
export function seenOf(state: SchedulerState, id: TaskId): Bytes {
  return bytes(Math.max(state.observed.get(id) ?? 0, state.watches.get(id)?.usage.highWater ?? 0));
}

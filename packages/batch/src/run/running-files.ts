import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { SchedulerState } from '@ballast/scheduler';

/** A file that a worker has. */
export interface RunningFile {
  readonly worker: number;
  /** As found on disk: not safe to print. */
  readonly file: string;
  readonly phase: 'starting' | 'loading' | 'at the gate' | 'computing' | 'stopping';
  /** Resident set of the worker; null until it is measured. */
  readonly memory: Bytes | null;
  /** Since the attempt was admitted. */
  readonly elapsed: Milliseconds;
}

const PHASES = {
  starting: 'starting',
  loading: 'loading',
  loaded: 'at the gate',
  computing: 'computing',
  stopping: 'stopping',
} as const;

/** The files in flight, in the order in which they were admitted. */
export function runningFiles(state: SchedulerState, fileOf: (task: number) => string): RunningFile[] {
  return [...state.tasks.active].map(([task, { state: phase, worker, admitted }]) => ({
    worker,
    file: fileOf(task),
    phase: PHASES[phase],
    memory: state.workers.records.get(worker)?.usage?.resident ?? null,
    elapsed: Math.max(0, state.clock.eventAt - admitted) as Milliseconds,
  }));
}

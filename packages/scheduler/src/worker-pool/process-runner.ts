import { bytes } from '@ballast/resource-model';
import type { SchedulerEvent } from '../core/state/event.ts';
import type { TaskId, WorkerId } from '../core/state/task-state.ts';
import { ownProcesses } from '../platform/own-process.ts';
import { type Suspension, signalSuspension } from '../platform/suspension.ts';
import type { Assignment, TaskRunner } from '../ports.ts';
import type { WhileRunning } from '../worker/messages.ts';
import type { ProcessTrees } from './process-tree.ts';
import { WorkerProcess, type WorkerProcessOptions } from './worker-process.ts';

export interface ProcessRunnerOptions extends WorkerProcessOptions {
  /** What the worker's module is given for an attempt, besides its number. */
  readonly payload: (task: TaskId, attempt: number) => unknown;
  /** How a process is stopped and continued from outside; by signal where the system has such. */
  readonly suspension?: Suspension;
  /** How processes are ended with what they started; absent: what they started is left alone. */
  readonly trees?: ProcessTrees;
  /** Told of every process that begins and ends. */
  readonly onStarted?: (pid: number) => void;
  readonly onEnded?: (pid: number) => void;
}

/** A `TaskRunner` over child processes: one process a worker, started when it gets its first task. */
export function createProcessRunner(options: ProcessRunnerOptions): TaskRunner {
  const { suspension = signalSuspension(), trees = ownProcesses() } = options;
  const workers = new Map<WorkerId, WorkerProcess>();
  const closing = new Set<Promise<void>>();
  let tell: (event: SchedulerEvent) => void = () => undefined;

  const start = (worker: WorkerId): WorkerProcess => {
    const started = new WorkerProcess(options, trees, {
      message: (message) => tell(asEvent(worker, message)),
      lost: (end, pid) => {
        workers.delete(worker);
        options.onEnded?.(pid);
        tell({ type: 'worker-lost', worker, end });
      },
    });
    workers.set(worker, started);
    return started;
  };

  const run = ({ worker, task, attempt, go }: Assignment): void => {
    const isNew = !workers.has(worker);
    const process = workers.get(worker) ?? start(worker);
    const order = { task, attempt, go, payload: options.payload(task, attempt) };
    process.run(order).then(
      (end) => {
        if (end.kind === 'failed') process.keepLog();
        tell({ type: 'attempt-ended', worker, task, end });
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const fault = { code: 'WORKER_MODULE_FAILED', message, hint: 'please report this' };
        const nothing = {
          highWater: null,
          loadTime: 0 as never,
          computeTime: 0 as never,
          bytesRead: bytes(0),
        };
        tell({ type: 'attempt-ended', worker, task, end: { kind: 'failed', fault, measures: nothing } });
      },
    );
    if (isNew && process.pid !== null) {
      options.onStarted?.(process.pid);
      tell({ type: 'worker-started', worker, pid: process.pid });
    }
  };

  const retire = (worker: WorkerId): void => {
    const process = workers.get(worker);
    if (process === undefined) return;
    workers.delete(worker);
    const { pid } = process;
    const gone = process.close().finally(() => {
      closing.delete(gone);
      if (pid !== null) options.onEnded?.(pid);
    });
    closing.add(gone);
  };

  return {
    listen: (listener) => {
      tell = listener;
    },
    run,
    go: (worker) => workers.get(worker)?.say({ ballast: 'go' }),
    pause: (worker) => workers.get(worker)?.say({ ballast: 'pause' }),
    resume: (worker) => workers.get(worker)?.say({ ballast: 'resume' }),
    suspend: (worker) => suspension.suspend(workers.get(worker)?.pid ?? null),
    continue: (worker) => suspension.continue(workers.get(worker)?.pid ?? null),
    stop: (worker, how) => workers.get(worker)?.kill(how),
    retire,
    pid: (worker) => workers.get(worker)?.pid ?? null,
    close: async () => {
      for (const worker of [...workers.keys()]) retire(worker);
      await Promise.all(closing);
      await trees.close();
    },
  };
}

function asEvent(worker: WorkerId, message: WhileRunning): SchedulerEvent {
  const { task } = message;
  if (message.ballast === 'loading') return { type: 'loading', worker, task, bytesRead: message.bytesRead };
  return { type: message.ballast, worker, task, resident: bytes(message.resident) };
}

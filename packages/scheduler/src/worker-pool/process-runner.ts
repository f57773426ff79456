import { bytes, type Fault, milliseconds, plainFault } from '@ballast/resource-model';
import type { AttemptEnd, SchedulerEvent } from '../core/state/event.ts';
import type { TaskId, WorkerId } from '../core/state/tasks/task-state.ts';
import { type Suspension, signalSuspension } from '../platform/suspension.ts';
import type { Assignment, TaskRunner } from '../ports.ts';
import type { Answer, ToWorker, WhileRunning, WorkOrder } from '../worker/messages.ts';
import { ownProcesses } from './own-process.ts';
import type { ProcessTrees } from './process-tree.ts';
import { type SpareWorker, SpareWorkers } from './spare-workers.ts';
import { startWorker, type WorkerProgram } from './start-worker.ts';
import { type LogPlace, WorkerLog } from './worker-log.ts';
import { type Assigned, WorkerProcess } from './worker-process.ts';

/** Times that a worker is started again because a signal of the terminal ended it at its start. */
const MOST_RESTARTS = 10;

export interface ProcessRunnerOptions extends WorkerProgram {
  /** Module whose default export carries out an order. */
  readonly module: string;
  /** What the module gets before the first order; JSON-serialisable. */
  readonly setup?: unknown;
  /** What the worker's module gets for an attempt, besides its number. */
  readonly payload: (task: TaskId, attempt: number) => unknown;
  /** Why what an attempt reports cannot be true, though its form is right; null if it can be. If absent, nothing is amiss. */
  readonly check?: (
    end: AttemptEnd,
    order: { readonly task: TaskId; readonly attempt: number },
  ) => string | null;
  /** File for what a worker's process writes to its standard output and error; null, or absent, for none. */
  readonly log?: (pid: number) => LogPlace | null;
  /** How a process is stopped and continued from outside; by default with signals, where the system has them. */
  readonly suspension?: Suspension;
  /** Ends processes together with what they started; if absent, what they started is left alone. */
  readonly trees?: ProcessTrees;
  /** Processes of the same program that have started, before there is an order for them; absent for none. */
  readonly spares?: SpareWorkers;
  /** Called for every process that begins and ends. */
  readonly onStarted?: (pid: number) => void;
  readonly onEnded?: (pid: number) => void;
}

/** A `TaskRunner` over child processes: one process for each worker, started when the worker gets its first task. */
export function createProcessRunner(options: ProcessRunnerOptions): TaskRunner {
  const { suspension = signalSuspension(), trees = ownProcesses() } = options;
  const workers = new Map<WorkerId, WorkerProcess>();
  const closing = new Set<Promise<void>>();
  const { module } = options;
  const spares = options.spares ?? new SpareWorkers({ ...options, trees }, 0);
  const begin: ToWorker = { ballast: 'begin', module, setup: options.setup };
  spares.begin(begin);
  let notify: (event: SchedulerEvent) => void = () => undefined;

  const start = (worker: WorkerId, first: Assigned, restarts = 0): void => {
    const spare = spares.take();
    const started =
      spare?.started ??
      startWorker({ ...options, env: { ...options.env, ...trees.variables() } }, ({ message }) => {
        const stderr = [`the worker's process could not be started: ${message}`];
        notify({ type: 'worker-lost', worker, end: { exitCode: null, signal: null, stderr } });
      });
    if (started === null) return;
    const { pid } = started;
    const tree = spare?.tree ?? trees.adopt(pid);
    const log = new WorkerLog(options.log?.(pid) ?? null);
    const ended = (): void => {
      workers.delete(worker);
      options.onEnded?.(pid);
    };
    const process = new WorkerProcess(
      { started, begin, tree, log, suspension, first: spare === null ? first : late(first, spare) },
      {
        message: (message) => notify(asEvent(worker, message)),
        lost: (end) => {
          ended();
          notify({ type: 'worker-lost', worker, end });
        },
        // Nothing of the order was carried out, and the signal was not for the worker.
        interrupted: (signal) => {
          ended();
          if (restarts < MOST_RESTARTS) start(worker, first, restarts + 1);
          else notify({ type: 'worker-lost', worker, end: { exitCode: null, signal, stderr: [] } });
        },
      },
    );
    workers.set(worker, process);
    options.onStarted?.(pid);
    notify({ type: 'worker-started', worker, pid });
  };

  const run = (assignment: Assignment): void => {
    const { worker } = assignment;
    const onAnswers = (answers: readonly Answer[]): void => {
      const ends = answers.map((answer) => ({ task: answer.task, end: attemptEnd(answer) }));
      if (ends.some(({ end }) => end.kind === 'failed')) workers.get(worker)?.keepLog();
      const [first, ...others] = ends;
      if (first !== undefined && others.length === 0) notify({ type: 'attempt-ended', worker, ...first });
      else notify({ type: 'attempts-ended', worker, ends });
    };
    const check = (answer: Answer): string | null => options.check?.(attemptEnd(answer), answer) ?? null;
    const assigned = { orders: ordersOf(assignment, options.payload), check, onAnswers };
    const process = workers.get(worker);
    if (process === undefined) start(worker, assigned);
    else process.run(assigned);
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
      notify = listener;
    },
    run,
    go: ({ worker, task }) => workers.get(worker)?.send({ ballast: 'go', task }),
    credit: ({ worker, task }, most) => workers.get(worker)?.send({ ballast: 'credit', task, bytes: most }),
    pause: ({ worker, task }) => workers.get(worker)?.send({ ballast: 'pause', task }),
    resume: ({ worker, task }) => workers.get(worker)?.send({ ballast: 'resume', task }),
    suspend: (worker) => workers.get(worker)?.suspend(),
    continue: (worker) => workers.get(worker)?.continue(),
    stop: (worker, how) => workers.get(worker)?.kill(how),
    retire,
    pid: (worker) => workers.get(worker)?.pid ?? null,
    close: async () => {
      for (const worker of [...workers.keys()]) retire(worker);
      await Promise.all([...closing, spares.close()]);
      await trees.close();
    },
  };
}

/** The same for a process that has waited for it: what it did meanwhile is not the time that this order took to start. */
function late({ orders, ...rest }: Assigned, { since }: SpareWorker): Assigned {
  const waited = performance.now() - since;
  return { ...rest, orders: orders.map((order) => ({ ...order, waited })) };
}

function ordersOf(
  { task, attempt, go, credit, followers = [] }: Assignment,
  payload: ProcessRunnerOptions['payload'],
): WorkOrder<unknown>[] {
  const first = { task, attempt, go, credit };
  const all = [first, ...followers.map((next) => ({ ...next, go: true, credit: null }))];
  return all.map((order, at) => ({
    ...order,
    ...(at < all.length - 1 ? { isFollowed: true as const } : {}),
    payload: payload(order.task, order.attempt),
  }));
}

function asEvent(worker: WorkerId, message: WhileRunning): SchedulerEvent {
  const { task } = message;
  if (message.ballast === 'loading') {
    const { bytesRead, resident, stoppedAt, startCpu } = message;
    const also = {
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...(startCpu === undefined ? {} : { startCpu: milliseconds(startCpu) }),
    };
    return { type: 'loading', worker, task, bytesRead, resident: bytes(resident), ...also };
  }
  return { type: message.ballast, worker, task, resident: bytes(message.resident) };
}

function attemptEnd(answer: Answer): AttemptEnd {
  if (answer.ballast === 'report') {
    const { report } = answer;
    return report.kind === 'failed' ? { ...report, fault: plainFault(report.fault) } : report;
  }
  const { message } = answer;
  const fault: Fault = { code: 'WORKER_MODULE_FAILED', message, hint: 'please report this' };
  const measures = {
    highWater: null,
    loadTime: milliseconds(0),
    computeTime: milliseconds(0),
    bytesRead: bytes(0),
  };
  return { kind: 'failed', fault, measures };
}

import type { Assignment, SchedulerEvent, TaskRunner } from '@ballast/scheduler';

type RunningTask = Parameters<TaskRunner['go']>[0];

type TaskId = number;
type WorkerId = number;

/** What the runner asks of the member of the fleet. */
export interface Claims {
  /** Whether this node has the right to attempt the task already, from an attempt before. */
  isHeld(task: TaskId): boolean;
  want(assignment: Assignment): void;
  /** The scheduler has to know where the task is, as the board says. */
  look(task: TaskId): void;
}

/** An attempt that waits for its claim, with the orders for its worker that came since. */
interface Claiming {
  readonly kind: 'claiming';
  readonly assignment: Assignment;
  readonly behind: (() => void)[];
  readonly since: number;
}

interface Running {
  readonly kind: 'running';
  readonly task: TaskId;
  /** Its claim is gone, and its process is being ended. */
  isRevoked: boolean;
}

/**
 * A runner around that of this machine: an attempt begins once its claim is won, and orders for its worker wait behind that. What the
 * process of an attempt without a claim reports is not passed on.
 */
export class ShareRunner implements TaskRunner {
  readonly #own: TaskRunner;
  readonly #claims: Claims;
  readonly #attempts = new Map<WorkerId, Claiming | Running>();
  #notify: (event: SchedulerEvent) => void = () => undefined;
  #onListen: (() => void) | null;

  /** `onListen`: called when somebody listens, before the first order. */
  constructor(own: TaskRunner, claims: Claims, onListen: () => void) {
    this.#own = own;
    this.#claims = claims;
    this.#onListen = onListen;
  }

  listen(listener: (event: SchedulerEvent) => void): void {
    this.#notify = listener;
    this.#own.listen((event) => this.#onOwn(event));
    this.#onListen?.();
    this.#onListen = null;
  }

  /** Passes on what happens elsewhere. */
  tell(event: SchedulerEvent): void {
    this.#notify(event);
  }

  /** Whether an attempt at the task waits for its claim or runs here. */
  has(task: TaskId): boolean {
    return this.#workerOf(task) !== null;
  }

  /** Tasks that wait for their claims since before a time. */
  claimingSince(before: number): TaskId[] {
    return [...this.#attempts.values()].flatMap((one) =>
      one.kind === 'claiming' && one.since <= before ? [one.assignment.task] : [],
    );
  }

  /** Tasks whose attempts run here with a claim. */
  running(): TaskId[] {
    return [...this.#attempts.values()].flatMap((one) =>
      one.kind === 'running' && !one.isRevoked ? [one.task] : [],
    );
  }

  /** Processes of workers that may use a seat. */
  pids(): number[] {
    return [...this.#attempts.keys()].flatMap((worker) => this.#own.pid(worker) ?? []);
  }

  run(assignment: Assignment): void {
    if (this.#claims.isHeld(assignment.task)) return this.#begin(assignment);
    const since = performance.now();
    this.#attempts.set(assignment.worker, { kind: 'claiming', assignment, behind: [], since });
    this.#claims.want(assignment);
  }

  /** The claim was won. False if nobody waits for it. */
  won(task: TaskId): boolean {
    const worker = this.#workerOf(task);
    const claiming = worker === null ? undefined : this.#attempts.get(worker);
    if (claiming?.kind !== 'claiming') return false;
    this.#begin(claiming.assignment);
    for (const order of claiming.behind) order();
    return true;
  }

  /** The claim was not won: its worker was never given the task. */
  lost(task: TaskId): void {
    const worker = this.#workerOf(task);
    if (worker === null || this.#attempts.get(worker)?.kind !== 'claiming') return;
    this.#attempts.delete(worker);
    // A worker number that is new has no process.
    const left = this.#own.pid(worker) === null ? 'nothing' : 'idle';
    this.#notify({ type: 'claim-lost', worker, left });
  }

  /** The claim is gone: the process is ended, and what it reports meanwhile is nothing to the scheduler. */
  revoke(task: TaskId): void {
    const worker = this.#workerOf(task);
    const running = worker === null ? undefined : this.#attempts.get(worker);
    if (worker === null || running?.kind !== 'running' || running.isRevoked) return;
    running.isRevoked = true;
    if (this.#own.pid(worker) === null) this.#onRevokedEnd(worker, task);
    else this.#own.stop(worker, 'now');
  }

  go(of: RunningTask): void {
    this.#order(of.worker, () => this.#own.go(of));
  }

  credit(of: RunningTask, bytes: number | null): void {
    this.#order(of.worker, () => this.#own.credit(of, bytes));
  }

  pause(of: RunningTask): void {
    this.#order(of.worker, () => this.#own.pause(of));
  }

  resume(of: RunningTask): void {
    this.#order(of.worker, () => this.#own.resume(of));
  }

  suspend(worker: WorkerId): void {
    this.#order(worker, () => this.#own.suspend(worker));
  }

  continue(worker: WorkerId): void {
    this.#order(worker, () => this.#own.continue(worker));
  }

  stop(worker: WorkerId, how: 'politely' | 'now'): void {
    const attempt = this.#attempts.get(worker);
    // Nothing has begun: there is nothing to end.
    if (attempt?.kind === 'claiming') {
      const { task } = attempt.assignment;
      this.lost(task);
      // The claim is still in flight, and may be won.
      this.#claims.look(task);
    } else this.#own.stop(worker, how);
  }

  retire(worker: WorkerId): void {
    this.#attempts.delete(worker);
    this.#own.retire(worker);
  }

  pid(worker: WorkerId): number | null {
    return this.#own.pid(worker);
  }

  close(): Promise<void> {
    return this.#own.close();
  }

  #begin(assignment: Assignment): void {
    const { worker, task } = assignment;
    this.#attempts.set(worker, { kind: 'running', task, isRevoked: false });
    this.#own.run(assignment);
  }

  #order(worker: WorkerId, order: () => void): void {
    const attempt = this.#attempts.get(worker);
    if (attempt?.kind === 'claiming') attempt.behind.push(order);
    else order();
  }

  #onOwn(event: SchedulerEvent): void {
    if (!('worker' in event)) return this.#notify(event);
    const attempt = this.#attempts.get(event.worker);
    const isOver = event.type === 'attempt-ended' || event.type === 'worker-lost';
    if (attempt?.kind === 'running' && attempt.isRevoked) {
      if (event.type === 'worker-lost') this.#onRevokedEnd(event.worker, attempt.task);
      return;
    }
    // An idle process that ends while its next attempt waits for a claim takes the attempt with it.
    if (isOver) this.#attempts.delete(event.worker);
    this.#notify(event);
  }

  #onRevokedEnd(worker: WorkerId, task: TaskId): void {
    this.#attempts.delete(worker);
    this.#notify({ type: 'claim-lost', worker, left: 'nothing' });
    this.#claims.look(task);
  }

  #workerOf(task: TaskId): WorkerId | null {
    for (const [worker, attempt] of this.#attempts) {
      const of = attempt.kind === 'claiming' ? attempt.assignment.task : attempt.task;
      if (of === task) return worker;
    }
    return null;
  }
}

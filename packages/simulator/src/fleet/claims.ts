import { type Command, needsLargerNode } from '@ballast/scheduler';
import type { Carrier, SimNode, WorkerOrder } from '../drive/sim-node.ts';

type Run = Extract<Command, { type: 'run' }>;
type RecordOf = Parameters<Carrier['record']>[0];

/** What the claims of a node need of the fleet. */
export interface ClaimPort {
  want(task: number, attempt: number): void;
  /** A record of this node's own scheduler. */
  settled(record: Extract<RecordOf, { type: 'settled' }>): void;
  giveBack(task: number): void;
  /** The scheduler has to know what the board says of the task, if it has not heard it. */
  look(task: number): void;
}

interface Claiming {
  readonly command: Run;
  readonly behind: WorkerOrder[];
}

/**
 * Between the scheduler of a node and its machine, as the runner of a real node: an attempt begins once its claim is won, and orders for its
 * worker wait behind that. A task that is attempted again keeps its claim.
 */
export class Claims implements Carrier {
  readonly #node: SimNode;
  readonly #port: ClaimPort;
  readonly #claiming = new Map<number, Claiming>();
  readonly #held = new Set<number>();
  /** Held, and attempted before. */
  readonly #again = new Set<number>();

  constructor(node: SimNode, port: ClaimPort) {
    this.#node = node;
    this.#port = port;
  }

  run(command: Run): void {
    const { worker, task, attempt } = command;
    if (this.#held.has(task)) return this.#node.run(command);
    this.#claiming.set(worker, { command, behind: [] });
    this.#port.want(task, attempt);
  }

  order(command: WorkerOrder): void {
    const claiming = this.#claiming.get(command.worker);
    if (claiming === undefined) return this.#node.order(command);
    // Nothing has begun: there is nothing to end.
    if (command.type === 'stop-worker') this.lost(claiming.command.task);
    else claiming.behind.push(command);
  }

  record(record: RecordOf): void {
    if (record.type === 'requeued' && this.#held.has(record.task)) this.#again.add(record.task);
    if (record.type === 'settled' && record.node === undefined) {
      this.#again.delete(record.task);
      this.#port.settled(record);
    }
  }

  /** What turned out to need more memory than this node has is for a larger one. */
  giveBackLarger(): void {
    for (const task of this.#again) {
      if (!needsLargerNode(this.#node.state, task)) continue;
      this.#again.delete(task);
      this.#held.delete(task);
      this.#port.giveBack(task);
    }
  }

  /** Whether its claim is in flight. */
  isClaiming(task: number): boolean {
    return this.#workerOf(task) !== null;
  }

  won(task: number): void {
    const worker = this.#workerOf(task);
    this.#held.add(task);
    const claiming = worker === null ? undefined : this.#claiming.get(worker);
    // The scheduler gave it up meanwhile: it waits here, and its next attempt needs no claim.
    if (worker === null || claiming === undefined) {
      const attempts = this.#node.state.tasks.attempts[task] ?? 0;
      return this.#node.post({ type: 'came-back', task, attempts });
    }
    this.#claiming.delete(worker);
    this.#node.run(claiming.command);
    for (const order of claiming.behind) this.#node.order(order);
  }

  lost(task: number): void {
    const worker = this.#workerOf(task);
    if (worker === null) return;
    this.#claiming.delete(worker);
    const left = this.#node.model.processes.has(worker) ? 'idle' : 'nothing';
    this.#node.post({ type: 'claim-lost', worker, left });
    this.#port.look(task);
  }

  #workerOf(task: number): number | null {
    for (const [worker, { command }] of this.#claiming) if (command.task === task) return worker;
    return null;
  }
}

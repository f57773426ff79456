import type { ToWorker } from '../worker/messages.ts';
import type { ProcessTree, ProcessTrees } from './process-tree.ts';
import { type StartedWorker, startWorker, type WorkerProgram } from './start-worker.ts';

/** If there is no order by then, spare processes end, in milliseconds: their memory is worth more than their start. */
const PATIENCE = 5000;

/** A process that has no order yet. */
export interface SpareWorker {
  readonly started: StartedWorker;
  readonly tree: ProcessTree;
  /** When it was started, on the clock of `performance.now`. */
  readonly since: number;
}

export interface SpareParts extends WorkerProgram {
  /** Ends processes together with what they started. */
  readonly trees: ProcessTrees;
}

/**
 * Processes that start while the coordinator still plans, so that the first tasks need not wait for them. They hold no seat and
 * open no input before they get an order, and until then nobody counts them as workers. So those that get none of the first orders
 * end at once: from then on the memory of the budget belongs to tasks.
 */
export class SpareWorkers {
  readonly #spares = new Map<SpareWorker, () => void>();
  readonly #patience: NodeJS.Timeout;
  #isTaken = false;
  #areEnding = false;

  constructor(parts: SpareParts, count: number) {
    for (let i = 0; i < count; i += 1) this.#start(parts);
    this.#patience = setTimeout(() => this.#endAll(), PATIENCE).unref();
  }

  /** What they are to do is known now. */
  begin(message: ToWorker): void {
    for (const { started } of this.#spares.keys()) started.child.send(message);
  }

  /** Whether some are left that `take` would give. */
  get areReady(): boolean {
    return !this.#areEnding && this.#spares.size > 0;
  }

  /** The one that has waited longest; null if there is none. Those that are about to end do not count, though they are still there. */
  take(): SpareWorker | null {
    if (this.#areEnding) return null;
    // The orders of one turn are given one right after the other.
    if (!this.#isTaken) setImmediate(() => this.#endAll());
    this.#isTaken = true;
    const [next] = this.#spares;
    if (next === undefined) return null;
    const [spare, onExit] = next;
    spare.started.child.off('exit', onExit);
    this.#spares.delete(spare);
    return spare;
  }

  /** Ends the rest; settles when they are gone. */
  async close(): Promise<void> {
    clearTimeout(this.#patience);
    const gone = [...this.#spares.keys()].map(
      ({ started }) => new Promise((resolve) => started.child.once('exit', resolve)),
    );
    this.#endAll();
    await Promise.all(gone);
  }

  #start({ trees, env, ...program }: SpareParts): void {
    // What prevents it is reported when a task needs a process.
    const started = startWorker({ ...program, env: { ...env, ...trees.variables() } }, () => undefined);
    if (started === null) return;
    const spare = { started, tree: trees.adopt(started.pid), since: performance.now() };
    const onExit = (): void => {
      if (this.#spares.delete(spare)) spare.tree.close();
    };
    this.#spares.set(spare, onExit);
    started.child.once('exit', onExit);
  }

  #endAll(): void {
    this.#areEnding = true;
    for (const { tree } of this.#spares.keys()) tree.end('now');
  }
}

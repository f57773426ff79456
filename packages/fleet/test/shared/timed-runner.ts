import { bytes, milliseconds } from '@ballast/resource-model';
import type { Assignment, SchedulerEvent, TaskRunner } from '@ballast/scheduler';
import type { AttemptEnd } from '@ballast/scheduler/journal';

/** A runner whose attempts take a time, and succeed unless they end otherwise. */
export class TimedRunner implements TaskRunner {
  readonly begun: number[] = [];
  readonly #time: number;
  readonly #endOf: (task: number) => AttemptEnd;
  readonly #running = new Map<number, NodeJS.Timeout>();
  readonly #known = new Set<number>();
  #notify: (event: SchedulerEvent) => void = () => undefined;

  constructor(time: number, endOf: (task: number) => AttemptEnd = succeeded) {
    this.#time = time;
    this.#endOf = endOf;
  }

  /** Attempts that run just now. */
  get size(): number {
    return this.#running.size;
  }

  listen(listener: (event: SchedulerEvent) => void): void {
    this.#notify = listener;
  }

  run({ worker, task }: Assignment): void {
    this.begun.push(task);
    if (!this.#known.has(worker)) this.#notify({ type: 'worker-started', worker, pid: worker });
    this.#known.add(worker);
    this.#notify({ type: 'loading', worker, task, bytesRead: 0, resident: bytes(1) });
    const end = (): void => {
      this.#running.delete(worker);
      this.#notify({ type: 'attempt-ended', worker, task, end: this.#endOf(task) });
    };
    this.#running.set(worker, setTimeout(end, this.#time));
  }

  stop(worker: number): void {
    clearTimeout(this.#running.get(worker));
    this.#running.delete(worker);
    if (this.#known.delete(worker))
      setImmediate(() =>
        this.#notify({ type: 'worker-lost', worker, end: { exitCode: null, signal: 'SIGKILL', stderr: [] } }),
      );
  }

  /** Its process has ended, and that is reported before anything else. */
  lose(worker: number): void {
    clearTimeout(this.#running.get(worker));
    this.#running.delete(worker);
    this.#known.delete(worker);
    this.#notify({ type: 'worker-lost', worker, end: { exitCode: null, signal: 'SIGKILL', stderr: [] } });
  }

  retire(worker: number): void {
    this.#known.delete(worker);
  }

  pid(worker: number): number | null {
    return this.#known.has(worker) ? worker : null;
  }

  go(): void {}
  credit(): void {}
  pause(): void {}
  resume(): void {}
  suspend(): void {}
  continue(): void {}

  close(): Promise<void> {
    for (const timer of this.#running.values()) clearTimeout(timer);
    return Promise.resolve();
  }
}

export function succeeded(task: number): AttemptEnd {
  const name = `.ballast/results/${task}-1-00000000.json`;
  return {
    ...{ kind: 'succeeded', result: name, problems: 0, notes: [], completeness: 'complete' },
    files: [{ name, bytes: 10, sha256: 'ab'.repeat(32) }],
    measures: {
      ...{ highWater: null, bytesRead: bytes(10) },
      ...{ loadTime: milliseconds(1), computeTime: milliseconds(1) },
    },
  };
}

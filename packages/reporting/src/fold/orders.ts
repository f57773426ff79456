import { type AttemptDraft, isOpen, workerKey } from './drafts.ts';
import { spaceEnds } from './spacing.ts';
import type { Attempt } from './task-story.ts';

/** Tasks that a worker got together and carries out one after the other. */
interface Order {
  readonly worker: string;
  /** The task that the others came after. */
  readonly first: number;
  running: AttemptDraft;
  /** Not begun, in their order. */
  waiting: AttemptDraft[];
  /** Those whose ends were reported together last, and when. */
  together: AttemptDraft[];
  reportedAt: number;
}

/**
 * Orders of several tasks that are not done: who runs, and who waits. The journal admits all tasks of an order at once; here each
 * begins when the one before it has ended.
 */
export class Orders {
  readonly #byTask = new Map<number, Order>();
  readonly #byWorker = new Map<string, Order>();

  /** Another process carries on: nobody waits behind anything any more. */
  clear(): void {
    this.#byTask.clear();
    this.#byWorker.clear();
  }

  /** Its worker is gone, or does not carry out the rest: what waits behind its present task is not begun. */
  drop(worker: string): void {
    const order = this.#byWorker.get(worker);
    if (order === undefined) return;
    this.#byWorker.delete(worker);
    for (const task of [order.first, taskOf(order.running), ...order.waiting.map(taskOf)])
      if (this.#byTask.get(task) === order) this.#byTask.delete(task);
  }

  /**
   * An attempt was admitted; `first`: the last attempt of the task that it comes after, if there is one. True if it waits;
   * otherwise it begins at once.
   */
  admit(attempt: AttemptDraft, first: AttemptDraft | undefined): boolean {
    const { task, after } = attempt.admitted;
    const worker = workerKey(attempt.admitted);
    if (after === undefined || after === task) {
      // The worker has another order, and so has the task.
      this.drop(worker);
      this.#leave(task);
      return false;
    }
    const order = this.#orderAfter(after, worker) ?? this.#open(attempt, first);
    this.#byTask.set(task, order);
    if (order.running === attempt) return false;
    order.waiting.push(attempt);
    return true;
  }

  /** A waiting attempt will not be begun: its task waits again, or is admitted again. */
  giveUp(attempt: AttemptDraft): void {
    this.#leave(taskOf(attempt));
  }

  /** Whose end the journal must have, but has not: the worker has reported about one that waits behind them. */
  overdue(attempt: AttemptDraft): readonly AttemptDraft[] {
    const order = this.#byTask.get(taskOf(attempt));
    const place = order?.waiting.indexOf(attempt) ?? -1;
    if (order === undefined || place < 0) return [];
    return [...(isOpen(order.running) ? [order.running] : []), ...order.waiting.slice(0, place)];
  }

  /** An attempt that had begun has ended, and `end` is set. Returns the one that its worker begins now, if there is one. */
  ended(attempt: AttemptDraft, at: number): AttemptDraft | null {
    const order = this.#byTask.get(taskOf(attempt));
    if (order?.running !== attempt) return null;
    if (order.reportedAt !== at) order.together = [];
    order.reportedAt = at;
    order.together.push(attempt);
    spaceEnds(order.together, at);
    return this.#next(order);
  }

  /** The one that runs has no end in the journal, and is over. */
  skip(attempt: AttemptDraft): AttemptDraft | null {
    const order = this.#byTask.get(taskOf(attempt));
    if (order?.running !== attempt) return null;
    order.together = [];
    return this.#next(order);
  }

  #next(order: Order): AttemptDraft | null {
    const { running: before } = order;
    if (taskOf(before) !== order.first) this.#byTask.delete(taskOf(before));
    const next = order.waiting.shift();
    if (next === undefined) {
      this.drop(order.worker);
      return null;
    }
    order.running = next;
    next.heldAtFirst = heldAtEnd(before);
    next.held = next.heldAtFirst;
    return next;
  }

  #orderAfter(first: number, worker: string): Order | undefined {
    const order = this.#byTask.get(first);
    return order?.first === first && order.worker === worker ? order : undefined;
  }

  /** The first one waits unless the task that it comes after runs. */
  #open(attempt: AttemptDraft, first: AttemptDraft | undefined): Order {
    const worker = workerKey(attempt.admitted);
    this.drop(worker);
    const isBehind = first !== undefined && isOpen(first) && workerKey(first.admitted) === worker;
    const running = isBehind ? first : attempt;
    const after = attempt.admitted.after ?? taskOf(attempt);
    const order = { worker, first: after, running, waiting: [], together: [], reportedAt: -1 };
    this.#byWorker.set(worker, order);
    this.#byTask.set(after, order);
    return order;
  }

  #leave(task: number): void {
    const order = this.#byTask.get(task);
    if (order === undefined) return;
    if (taskOf(order.running) === task) return this.drop(order.worker);
    this.#byTask.delete(task);
    order.waiting = order.waiting.filter((attempt) => taskOf(attempt) !== task);
  }
}

function taskOf({ admitted }: AttemptDraft): number {
  return admitted.task;
}

/** The reservation passes on whole: what the attempt was corrected to at its end, if it settled. */
function heldAtEnd({ end, held }: Pick<Attempt, 'end' | 'held'>): number {
  return end?.type === 'settled' ? end.reserved : held;
}

import { milliseconds } from '@ballast/resource-model';
import type { JournalRecord } from '@ballast/scheduler/journal';
import fc from 'fast-check';
import type { BatchStory } from '../src/index.ts';
import { journal, measured, succeeded } from './journal-builder.ts';

export const WORKERS = 3;

const step = fc.record({
  worker: fc.nat(WORKERS - 1),
  what: fc.constantFrom('order', 'order', 'end', 'end', 'end', 'retry', 'phase', 'lose', 'resume'),
  count: fc.integer({ min: 1, max: 6 }),
  wait: fc.nat(60),
  load: fc.nat(15),
  compute: fc.nat(15),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

export interface PlayedOrders {
  readonly inputs: number;
  readonly records: readonly JournalRecord[];
}

/** The journal of workers that get up to six files together, report some of their ends together, and may be lost. */
export const ordersJournal: fc.Arbitrary<PlayedOrders> = fc.array(step, { maxLength: 50 }).map((steps) => {
  const playing = new Playing();
  for (const one of steps) playing.step(one);
  return playing.played();
});

class Playing {
  readonly #built = journal();
  readonly #lines = new Map<number, number[]>();
  readonly #started = new Set<number>();
  #inputs = 0;
  #at = 0;

  played(): PlayedOrders {
    const { records } = this.#built;
    const inputs = journal();
    for (let task = 0; task < this.#inputs; task += 1) inputs.input(`${task}.out`, 1000 + task);
    return { inputs: this.#inputs, records: [...inputs.records, ...records] };
  }

  step(given: Step): void {
    this.#at += given.wait;
    const line = this.#lines.get(given.worker) ?? [];
    if (given.what === 'resume') this.#resume();
    else if (line.length === 0) this.#order(given);
    else if (given.what === 'lose') this.#lose(given.worker, line);
    else if (given.what === 'phase') this.#add({ type: 'phase', task: line[0] ?? 0, phase: 'computing' });
    else if (given.what === 'retry') this.#retry(line);
    else if (given.what === 'end') this.#end(given, line);
  }

  #add(record: object): void {
    this.#built.add({ ...record, at: milliseconds(this.#at) } as JournalRecord);
  }

  #order({ worker, count }: Step): void {
    const first = this.#inputs;
    this.#lines.set(worker, []);
    for (let i = 0; i < count; i += 1) {
      this.#built.admitted(this.#at, first + i, { worker, ...(i === 0 ? {} : { after: first }) });
      this.#lines.get(worker)?.push(first + i);
    }
    this.#inputs += count;
    if (!this.#started.has(worker)) this.#add({ type: 'worker-started', worker, pid: 100 + worker });
    this.#started.add(worker);
  }

  #end({ count, load, compute }: Step, line: number[]): void {
    for (const task of line.splice(0, count))
      this.#built.settled(this.#at, task, succeeded(), { measures: measured(9, load, compute) });
  }

  #retry(line: number[]): void {
    this.#add({ type: 'requeued', task: line.shift(), cause: 'unstable-input', attempt: 1 });
  }

  #lose(worker: number, line: number[]): void {
    this.#add({ type: 'worker-lost', worker, exitCode: 1, signal: null });
    for (const task of line.splice(0)) this.#add({ type: 'requeued', task, cause: 'one-of-several' });
    this.#started.delete(worker);
  }

  #resume(): void {
    for (const line of this.#lines.values()) line.length = 0;
    this.#started.clear();
    this.#add({ type: 'resumed', product: 'p', host: 'h', pid: 1, time: '', done: 0, left: 0 });
  }
}

/** From beginning to end, by worker of each process; what is in flight ends at the last record. */
export function busyTimes({ tasks, at }: BatchStory): readonly (readonly [from: number, to: number])[][] {
  const workers = new Map<string, (readonly [number, number])[]>();
  for (const { attempts } of tasks)
    for (const { admitted, begunAt, endedAt, isLost, pid } of attempts) {
      if (begunAt === null) continue;
      const key = `${admitted.worker} ${pid}`;
      const times = workers.get(key) ?? [];
      workers.set(key, times);
      times.push([begunAt, endedAt ?? (isLost ? begunAt : at)]);
    }
  return [...workers.values()].map((times) => times.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}

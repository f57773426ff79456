import { bytes, milliseconds } from '@ballast/resource-model';
import type { JournalRecord, Outcome } from '@ballast/scheduler/journal';
import fc from 'fast-check';
import { EVERY_OUTCOME, header, measured } from '../journal-builder.ts';

const step = fc.record({ what: fc.nat(11), task: fc.nat(6), wait: fc.nat(50) });

/** The journal of a batch of a few tasks, as one process after the other wrote it. */
export const life: fc.Arbitrary<readonly JournalRecord[]> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 7 }),
    processes: fc.array(fc.array(step, { maxLength: 14 }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ inputs, processes }) => {
    const living = new Living(inputs);
    for (const [number, steps] of processes.entries()) {
      if (number > 0) living.resume();
      for (const one of steps) living.step(one);
    }
    return living.records;
  });

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Draft<Record extends JournalRecord> = Record extends { at: unknown } ? Omit<Record, 'at'> : never;

/** Like the scheduler, it never runs a task again that this process has settled. */
class Living {
  readonly records: JournalRecord[];
  readonly #inputs: number;
  readonly #attempts: number[];
  readonly #inFlight = new Set<number>();
  readonly #settledHere = new Set<number>();
  readonly #known = new Set<number>();
  /** Only what has a result can turn out to be something else than what was written. */
  readonly #succeeded = new Set<number>();
  #at = 0;

  constructor(inputs: number) {
    this.#inputs = inputs;
    this.#attempts = Array<number>(inputs).fill(0);
    this.records = [header(inputs)];
    for (let task = 0; task < inputs; task += 1)
      this.records.push({ type: 'input', task, file: `${task}é.out`, size: 1000 + task, modified: 1.5 });
  }

  resume(): void {
    this.#inFlight.clear();
    this.#settledHere.clear();
    const about = { product: 'ballast 1.2.3', host: 'h', pid: 7, time: '2031-05-07T00:00:00.000Z' };
    this.#add({ type: 'resumed', ...about, done: this.#known.size, left: this.#inputs - this.#known.size });
  }

  step({ what, task: which, wait }: Step): void {
    this.#at += wait;
    const task = which % this.#inputs;
    if (what === 0) this.#add({ type: 'warning', task: null, code: 'W', message: `${wait}` });
    else if (what === 1) this.#add({ type: 'waiting', reason: { kind: 'turn' }, tasks: wait });
    else if (what === 2) this.#add({ type: 'load-permits', permits: wait, bytesPerSecond: 1e6 });
    else if (what === 3) this.#add({ type: 'published', files: [] });
    else if (what === 4) this.#end();
    else if (what === 5 && this.#succeeded.has(task)) this.#unpublish(task);
    else if (this.#inFlight.has(task)) this.#finish(task, what, wait);
    else if (!this.#settledHere.has(task)) this.#admit(task, what, wait);
  }

  #add(record: Draft<JournalRecord>): void {
    this.records.push({ ...record, at: milliseconds(this.#at) } as JournalRecord);
  }

  #end(): void {
    const ending = this.#known.size === this.#inputs ? 'complete' : 'drained';
    this.#add({ type: 'ended', settled: this.#known.size, unsettled: 0, ending, storage: null });
  }

  #unpublish(task: number): void {
    this.#known.delete(task);
    this.#succeeded.delete(task);
    this.#settledHere.delete(task);
    this.#add({ type: 'unpublished', task, file: `results/${task}.json`, reason: 'it is not as written' });
  }

  #admit(task: number, what: number, wait: number): void {
    if (what === 6) return this.#keep(task);
    if (what === 7) return this.#settle(task, { ...refused, needed: bytes(wait) });
    this.#begin(task, wait, {});
    const others = wait % 3;
    for (let next = task + 1; next <= task + others && next < this.#inputs; next += 1)
      if (!this.#inFlight.has(next) && !this.#settledHere.has(next))
        this.#begin(next, wait, { worker: task, after: task });
  }

  #begin(task: number, wait: number, order: { readonly worker?: number; readonly after?: number }): void {
    this.#attempts[task] = (this.#attempts[task] ?? 0) + 1;
    this.#inFlight.add(task);
    this.#known.delete(task);
    this.#succeeded.delete(task);
    const expected = { memory: bytes(5 + wait), compute: milliseconds(7) };
    const attempt = this.#attempts[task] ?? 0;
    this.#add({ type: 'admitted', task, attempt, worker: task, reserved: bytes(9), expected, ...order });
    if (order.after === undefined) this.#add({ type: 'phase', task, phase: 'computing' });
  }

  #keep(task: number): void {
    this.#known.add(task);
    this.#succeeded.add(task);
    this.#settledHere.add(task);
    this.records.push({ type: 'kept', task, outcome: this.#success(task) });
  }

  #finish(task: number, what: number, wait: number): void {
    this.#inFlight.delete(task);
    if (what === 8) this.#add({ type: 'requeued', task, cause: 'memory-needed', attempt: 1 });
    else if (what < 11) this.#settle(task, this.#success(task));
    else this.#settle(task, EVERY_OUTCOME[1 + (wait % (EVERY_OUTCOME.length - 1))] ?? refused);
  }

  #settle(task: number, outcome: Outcome): void {
    this.#known.add(task);
    this.#settledHere.add(task);
    if (outcome.kind === 'succeeded') this.#succeeded.add(task);
    else this.#succeeded.delete(task);
    const attempt = this.#attempts[task] ?? 0;
    const measures = measured(9, 1, 2);
    const more = { attempt, measures, reserved: bytes(9), observedHighWater: null };
    this.#add({ type: 'settled', task, outcome, ...more });
  }

  #success(task: number): Outcome {
    const name = `results/${task}-${this.records.length}.json`;
    const files = [{ name, bytes: 12, sha256: 'ab'.repeat(32) }];
    const found = { problems: 0, notes: [], completeness: 'complete' } as const;
    return { kind: 'succeeded', retry: 'never', result: name, files, ...found };
  }
}

const refused = {
  kind: 'refused',
  retry: 'never',
  reason: 'larger than the machine',
  needed: bytes(2 ** 40),
} as const;

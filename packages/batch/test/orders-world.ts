import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import {
  type AttemptEnd,
  type Command,
  initialState,
  type SchedulerEvent,
  type SchedulerState,
  startModels,
  transition,
} from '@ballast/scheduler';
import { JOURNAL_VERSION, type JournalHeader, type JournalRecord } from '@ballast/scheduler/journal';

/** Times in milliseconds. `lost`: its process ends at this share of its work, in its first attempt. */
export interface BriefFile {
  readonly size: number;
  readonly load: number;
  readonly compute: number;
  /** What it takes besides, which it does not measure. */
  readonly rest: number;
  readonly lost: number | null;
}

export interface BriefBatch {
  readonly files: readonly BriefFile[];
  readonly workers: number;
  readonly start: number;
  /** How long an end may wait for others to be reported with. */
  readonly patience: number;
}

export interface Written {
  readonly header: JournalHeader;
  readonly records: readonly JournalRecord[];
}

interface Worker {
  readonly id: number;
  readonly orders: { readonly task: number; readonly attempt: number }[];
  ends: { readonly task: number; readonly end: AttemptEnd }[];
  endsSince: number;
  isGranted: boolean;
}

/** The journal that the scheduler writes while workers carry out brief files, many at a time. */
export function journalOf(batch: BriefBatch): Written {
  return new World(batch).run();
}

class World {
  readonly #batch: BriefBatch;
  readonly #records: JournalRecord[];
  readonly #workers = new Map<number, Worker>();
  #queue: { readonly at: number; readonly run: () => void }[] = [];
  #state: SchedulerState;
  #now = 0;
  #isOver = false;

  constructor(batch: BriefBatch) {
    this.#batch = batch;
    const { files, workers } = batch;
    this.#records = files.map(({ size }, task) => ({ type: 'input', task, file: `${task}.out`, size }));
    this.#state = initialState(
      {
        capacity: { memory: bytes(64 * GIB), loadPermits: 64, corePermits: workers, seats: 1000 },
        workers,
        loads: 64,
        policy: { kind: 'adaptive' },
        storage: 'other',
        memoryGrowth: 'while-loading',
        nativeThreads: 1,
        timeout: null,
        killGrace: milliseconds(100),
        models: startModels({ overhead: bytes(GIB / 16), gamma: 1 }),
        seatsPerTask: 0,
        mostTogether: 64,
        retries: null,
      },
      { sizes: Float64Array.from(files, ({ size }) => size) },
    );
  }

  run(): Written {
    this.#post({ type: 'opened' });
    for (let guard = 0; !this.#isOver; guard += 1) {
      if (guard > 100_000) throw new Error('the batch does not end');
      const next = this.#queue.shift();
      // Only time helps.
      this.#now = next?.at ?? this.#now + 1000;
      if (next === undefined) this.#post({ type: 'tick', usages: new Map() });
      else next.run();
    }
    return { header: headerOf(this.#batch), records: this.#records };
  }

  #later(wait: number, run: () => void): void {
    const at = this.#now + wait;
    const place = this.#queue.findIndex((other) => other.at > at);
    this.#queue.splice(place < 0 ? this.#queue.length : place, 0, { at, run });
  }

  #post(event: SchedulerEvent): void {
    if (this.#isOver) return;
    const [state, commands] = transition(this.#state, event, milliseconds(Math.round(this.#now)));
    this.#state = state;
    for (const command of commands) this.#carryOut(command);
  }

  #carryOut(command: Command): void {
    if (command.type === 'record') this.#records.push(command.record);
    else if (command.type === 'run') this.#order(command);
    else if (command.type === 'go') this.#go(command.worker);
    else if (command.type === 'retire-worker') this.#workers.delete(command.worker);
    else if (command.type === 'finish') this.#isOver = true;
    else if (command.type === 'stop-worker') this.#later(1, () => this.#lose(command.worker));
  }

  #order({ worker: id, task, attempt, go, followers = [] }: Extract<Command, { type: 'run' }>): void {
    const known = this.#workers.get(id);
    const worker = known ?? { id, orders: [], ends: [], endsSince: 0, isGranted: go };
    worker.isGranted = go;
    worker.orders.push({ task, attempt }, ...followers);
    this.#workers.set(id, worker);
    if (known !== undefined) return this.#load(worker);
    this.#later(this.#batch.start, () => {
      this.#post({ type: 'worker-started', worker: id, pid: 100 + id });
      this.#load(worker);
    });
  }

  #load(worker: Worker): void {
    const [{ task, attempt } = { task: -1, attempt: 0 }] = worker.orders;
    const file = this.#batch.files[task];
    if (file === undefined) return;
    const { load, compute, lost } = file;
    if (lost !== null && attempt === 1) this.#later(lost * (load + compute), () => this.#lose(worker.id));
    this.#later(load, () => {
      if (!this.#isAt(worker, task)) return;
      if (worker.isGranted) return this.#compute(worker);
      this.#post({ type: 'loaded', worker: worker.id, task, resident: bytes(GIB / 16 + file.size) });
    });
  }

  #go(id: number): void {
    const worker = this.#workers.get(id);
    if (worker === undefined || worker.isGranted) return;
    worker.isGranted = true;
    // Outside of the transition that says so.
    this.#later(0, () => this.#compute(worker));
  }

  #compute(worker: Worker): void {
    const [{ task } = { task: -1 }] = worker.orders;
    const file = this.#batch.files[task];
    if (file === undefined) return;
    this.#later(file.compute + file.rest, () => {
      if (this.#isAt(worker, task)) this.#end(worker, task, file);
    });
  }

  #end(worker: Worker, task: number, file: BriefFile): void {
    if (worker.ends.length === 0) worker.endsSince = this.#now;
    worker.ends.push({ task, end: endOf(task, file) });
    worker.orders.shift();
    const waited = this.#now - worker.endsSince;
    if (worker.orders.length > 0) {
      // It begins the next one at once, whoever has been notified.
      if (waited >= this.#batch.patience) this.#report(worker);
      return this.#load(worker);
    }
    this.#report(worker);
  }

  #report(worker: Worker): void {
    const { ends } = worker;
    worker.ends = [];
    const [only] = ends;
    if (only !== undefined && ends.length === 1)
      this.#post({ type: 'attempt-ended', worker: worker.id, ...only });
    else this.#post({ type: 'attempts-ended', worker: worker.id, ends });
  }

  #lose(id: number): void {
    if (!this.#workers.delete(id)) return;
    const end = { exitCode: null, signal: 'SIGKILL', stderr: [], proof: null } as const;
    this.#post({ type: 'worker-lost', worker: id, end });
  }

  #isAt(worker: Worker, task: number): boolean {
    return this.#workers.get(worker.id) === worker && worker.orders[0]?.task === task;
  }
}

function endOf(task: number, { size, load, compute }: BriefFile): AttemptEnd {
  const measures = {
    highWater: bytes(GIB / 16 + size),
    loadTime: milliseconds(load),
    computeTime: milliseconds(compute),
    bytesRead: bytes(size),
  };
  const found = { problems: 0, notes: [], completeness: 'complete' } as const;
  return { kind: 'succeeded', result: `results/${task}.json`, measures, ...found };
}

function headerOf({ files, workers }: BriefBatch): JournalHeader {
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    product: 'ballast 1.2.3',
    host: 'node-7',
    pid: 4711,
    startedAt: '2031-05-06T07:08:09.000Z',
    batch: 'brief',
    reader: 'openfast',
    readerDetails: {},
    batchHash: 'ab'.repeat(32),
    cores: workers,
    inputs: files.length,
    budget: { memory: bytes(64 * GIB), source: 'made up', workers },
  };
}

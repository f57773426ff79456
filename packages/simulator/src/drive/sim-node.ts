import { bytes, type Capacity, milliseconds } from '@ballast/resource-model';
import {
  type Command,
  type Follower,
  initialState,
  type SchedulerConfig,
  type SchedulerEvent,
  type SchedulerState,
  startModels,
  transition,
} from '@ballast/scheduler';
import { MachineModel } from '../machine/machine-model.ts';
import type { Notice } from '../machine/notice.ts';
import type { Process } from '../machine/process.ts';
import { asEvent, SHORT_LOAD_SECONDS, usages } from './as-event.ts';
import type { SimulationOptions } from './options.ts';

/** Memory may run short once the scheduler has reserved this share of the budget. */
const CONTENDED_SHARE = 0.5;

type Run = Extract<Command, { type: 'run' }>;
/** An order for a worker that exists already. */
export type WorkerOrder = Exclude<Command, { type: 'record' | 'run' | 'finish' }>;

/** Where the orders of the scheduler go, unless its machine gets them at once. */
export interface Carrier {
  run(command: Run): void;
  order(command: WorkerOrder): void;
  /** Called for every record of the scheduler, before its orders. */
  record(record: Extract<Command, { type: 'record' }>['record']): void;
}

type Given = Pick<Run, 'task' | 'attempt' | 'go' | 'credit'>;

/** One machine with its scheduler: the scheduler's own `transition` decides, and a model of a machine executes. Seconds and bytes. */
export class SimNode {
  readonly model: MachineModel;
  readonly #options: SimulationOptions;
  readonly #carrier: Carrier;
  readonly #events: SchedulerEvent[] = [];
  /** By worker: the tasks of its order that it has not begun. */
  readonly #behind = new Map<number, Follower[]>();
  #state: SchedulerState;
  #finished = false;
  #isDraining = false;
  #attempts = 0;
  #requeues = 0;
  #transitions = 0;
  #tickAt: number;
  #movedAt = 0;
  /** Processes started before anything else that have had no task yet. */
  #spare: number;

  constructor(options: SimulationOptions, carrier?: (node: SimNode) => Carrier) {
    this.#options = options;
    const { machine, growth, reportEvery = 0.1, leastShare = 0, eager, tickEvery = 0.25 } = options;
    this.#tickAt = tickEvery;
    const notify = (notice: Notice, process: Process): void => this.#onNotice(notice, process);
    this.model = new MachineModel(machine, { growth, reportEvery, leastShare, notify });
    const sizes = Float64Array.from(options.tasks, (task) => task.bytes);
    const { footprints, first = 0 } = options;
    this.#state = initialState(
      configOf(options),
      footprints === undefined ? { sizes, first } : { sizes, footprints, first },
    );
    this.#spare = eager?.workers ?? 0;
    this.model.flows.memory.add(this.#spare * machine.process.base);
    this.#carrier = carrier?.(this) ?? {
      run: (command) => this.run(command),
      order: (command) => this.order(command),
      record: () => undefined,
    };
  }

  get state(): SchedulerState {
    return this.#state;
  }

  get isFinished(): boolean {
    return this.#finished;
  }

  get counts(): { readonly attempts: number; readonly requeues: number; readonly events: number } {
    return { attempts: this.#attempts, requeues: this.#requeues, events: this.#transitions };
  }

  /** Instant of the next event of the machine or the next measurement; infinite once the scheduler has finished. */
  next(): number {
    return this.#finished ? Number.POSITIVE_INFINITY : Math.min(this.model.next(), this.#tickAt);
  }

  /** Seconds without any event of the machine, beyond what lies between two measurements. */
  stillSince(now: number): number {
    const { tickEvery = 0.25, leastShare = 0 } = this.#options;
    return now - this.#movedAt - (tickEvery + leastShare * now);
  }

  /** Everything that happens at the next instant. */
  fire(): void {
    const { tickEvery = 0.25, contendedTickEvery = tickEvery, leastShare = 0 } = this.#options;
    const { model } = this;
    const next = model.next();
    if (next <= this.#tickAt) {
      model.advance(next);
      model.fire();
      this.#movedAt = model.now;
    } else {
      model.advance(this.#tickAt);
      this.#events.push({ type: 'tick', usages: usages(model) });
      const every = this.#isContended() ? contendedTickEvery : tickEvery;
      this.#tickAt += Math.max(every, leastShare * this.#tickAt);
    }
    this.#drain();
  }

  /** The scheduler gets an event, and after it those that it causes. */
  post(event: SchedulerEvent): void {
    this.#events.push(event);
    this.#drain();
  }

  /** Something that comes from outside, not later than the next event of this machine. */
  at(now: number, act: () => void): void {
    if (this.#finished) return;
    this.model.advance(now);
    act();
    this.#drain();
  }

  run({ worker, followers = [], ...first }: Run): void {
    this.#behind.set(worker, [...followers]);
    this.#give(this.model.processes.get(worker) ?? this.#start(worker), first);
  }

  order(command: WorkerOrder): void {
    const { model } = this;
    const process = model.processes.get(command.worker);
    if (process === undefined) return;
    // The task has ended in the meantime.
    if ('task' in command && command.task !== process.task) return;
    switch (command.type) {
      case 'go':
        return model.go(process);
      case 'credit':
        return model.credit(process, command.bytes);
      case 'pause':
        return model.pause(process);
      case 'resume':
        return model.resume(process);
      case 'suspend':
        return model.suspend(process);
      case 'continue':
        return model.continue(process);
      case 'stop-worker':
        return model.kill(process);
      case 'retire-worker':
        return model.retire(process);
    }
  }

  #isContended(): boolean {
    const { machine, tasks } = this.#state;
    return tasks.totals.reserved >= CONTENDED_SHARE * machine.capacity.memory;
  }

  #onNotice(notice: Notice, process: Process): void {
    const { shortLoad = SHORT_LOAD_SECONDS, growth } = this.#options;
    const event = asEvent(this.model, { notice, process, shortLoad, growth });
    if (event !== null) this.#events.push(event);
    if (notice === 'ended') this.#goOn(process);
    if (notice === 'killed' || notice === 'out-of-memory') this.#behind.delete(process.id);
  }

  /** A worker does not wait for an answer before the next task of its order. */
  #goOn(process: Process): void {
    const next = this.#behind.get(process.id)?.shift();
    if (next !== undefined) this.#give(process, { ...next, go: true, credit: null });
  }

  /** An order that is carried out here may cause further events: they wait for their turn. */
  #drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    for (let at = 0; at < this.#events.length && !this.#finished; at += 1) {
      this.#step(this.#events[at] as SchedulerEvent);
    }
    this.#events.length = 0;
    this.#isDraining = false;
  }

  #step(event: SchedulerEvent): void {
    this.#transitions += 1;
    const now = milliseconds(Math.round(1000 * this.model.now));
    const [state, commands] = transition(this.#state, event, now);
    this.#state = state;
    for (const command of commands) this.#carryOut(command);
    this.#options.watch?.(state, event, commands);
  }

  #carryOut(command: Command): void {
    switch (command.type) {
      case 'record':
        if (command.record.type === 'requeued') this.#requeues += 1;
        return this.#carrier.record(command.record);
      case 'run':
        return this.#carrier.run(command);
      case 'finish':
        this.#finished = true;
        return;
      default:
        return this.#carrier.order(command);
    }
  }

  #give(process: Process, { task, attempt, go, credit }: Given): void {
    const work = this.#options.tasks[task];
    if (work === undefined) throw new Error(`defect: task ${task} is not one of the batch`);
    this.#attempts += 1;
    this.model.give(process, { task, attempt, work, granted: go, credit });
  }

  #start(worker: number): Process {
    const { process } = this.#options.machine;
    const isSpare = this.#spare > 0;
    if (isSpare) {
      this.#spare -= 1;
      this.model.flows.memory.add(-process.base);
    }
    this.#events.push({ type: 'worker-started', worker, pid: worker });
    return this.model.start(worker, isSpare ? 0 : process.startSeconds);
  }
}

function configOf(options: SimulationOptions): SchedulerConfig {
  const { machine, policy, prior, growth, config } = options;
  const seats = Number.isFinite(machine.seats);
  const capacity: Capacity = {
    memory: bytes(machine.memory.budget),
    loadPermits: 64,
    corePermits: machine.cores.count,
    seats: seats ? machine.seats : Number.MAX_SAFE_INTEGER,
  };
  return {
    capacity,
    workers: 'auto',
    loads: 'auto',
    policy,
    storage: machine.storage.kind,
    memoryGrowth: growth,
    nativeThreads: 1,
    timeout: null,
    killGrace: milliseconds(5000),
    models: startModels(prior),
    seatsPerTask: seats ? 1 : 0,
    ...config,
  };
}

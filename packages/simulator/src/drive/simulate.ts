import { bytes, type Capacity, milliseconds } from '@ballast/resource-model';
import {
  type Command,
  type Follower,
  initialState,
  type LimitPolicy,
  type MemoryGrowth,
  type MemoryPrior,
  type SchedulerConfig,
  type SchedulerEvent,
  type SchedulerState,
  startModels,
  transition,
} from '@ballast/scheduler';
import { MachineModel } from '../machine/machine-model.ts';
import type { Notice } from '../machine/notice.ts';
import type { Process } from '../machine/process.ts';
import type { SimMachine, SimTask } from '../machine/sim-machine.ts';
import { asEvent, SHORT_LOAD_SECONDS, usages } from './as-event.ts';
import { resultOf, type SimulationResult } from './result.ts';

export interface SimulationOptions {
  readonly tasks: readonly SimTask[];
  readonly machine: SimMachine;
  readonly policy: LimitPolicy;
  /** The scheduler's estimate before the first observation. */
  readonly prior: MemoryPrior;
  readonly growth: MemoryGrowth;
  /** Overrides the configuration derived from the options above. */
  readonly config?: Partial<SchedulerConfig>;
  /** What the scheduler uses instead of the file sizes. */
  readonly footprints?: Float64Array;
  /** Seconds between two measurements of the workers; `contendedTickEvery` applies while memory may run short. */
  readonly tickEvery?: number;
  readonly contendedTickEvery?: number;
  /** No measurement, and no report, follows the one before sooner than this share of the time that has passed; 0 if absent. */
  readonly leastShare?: number;
  /** Seconds between two reports of a load; infinite for none. */
  readonly reportEvery?: number;
  /** Seconds. A worker that needs no answer does not report loads shorter than this. */
  readonly shortLoad?: number;
  /** Workers started one after the other before anything else, and the seconds that each start takes. */
  readonly eager?: { readonly workers: number; readonly secondsEach: number };
  /** Called for every transition, to inspect a simulation. */
  readonly watch?: (state: SchedulerState, event: SchedulerEvent, commands: readonly Command[]) => void;
}

/** Memory may run short once the scheduler has reserved this share of the budget. */
const CONTENDED_SHARE = 0.5;
/** Simulated seconds without any event of the machine after which the scheduler counts as stuck. */
const STANDSTILL = 3600;

/**
 * Simulates a batch: the scheduler's own `transition` decides, and a model of a machine executes. Seconds and bytes.
 * The same options yield the same result, to the last bit. Throws an error if the scheduler makes no progress.
 */
export function simulate(options: SimulationOptions): SimulationResult {
  return new Simulation(options).run();
}

type Given = Pick<Extract<Command, { type: 'run' }>, 'task' | 'attempt' | 'go' | 'credit'>;

class Simulation {
  readonly #options: SimulationOptions;
  readonly #model: MachineModel;
  readonly #events: SchedulerEvent[] = [];
  /** By worker: the tasks of its order that it has not begun. */
  readonly #behind = new Map<number, Follower[]>();
  #state: SchedulerState;
  #finished = false;
  #attempts = 0;
  #requeues = 0;
  #transitions = 0;
  /** Processes started before anything else that have had no task yet. */
  #spare: number;

  constructor(options: SimulationOptions) {
    this.#options = options;
    const { machine, growth, reportEvery = 0.1, leastShare = 0, eager } = options;
    const notify = (notice: Notice, process: Process): void => this.#onNotice(notice, process);
    this.#model = new MachineModel(machine, { growth, reportEvery, leastShare, notify });
    const sizes = Float64Array.from(options.tasks, (task) => task.bytes);
    const { footprints } = options;
    this.#state = initialState(
      configOf(options),
      footprints === undefined ? { sizes } : { sizes, footprints },
    );
    this.#spare = eager?.workers ?? 0;
    this.#model.flows.memory.add(this.#spare * machine.process.base);
  }

  run(): SimulationResult {
    const { tickEvery = 0.25, contendedTickEvery = tickEvery, leastShare = 0 } = this.#options;
    const { machine, tasks, eager } = this.#options;
    const model = this.#model;
    let tickAt = tickEvery;
    let movedAt = 0;
    this.#post({ type: 'opened' });
    while (!this.#finished) {
      const next = model.next();
      if (next <= tickAt) {
        model.advance(next);
        model.fire();
        movedAt = model.now;
      } else {
        if (tickAt - movedAt > STANDSTILL + tickEvery + leastShare * tickAt)
          throw standstill(this.#state, tickAt);
        model.advance(tickAt);
        this.#events.push({ type: 'tick', usages: usages(model) });
        const every = this.#isContended() ? contendedTickEvery : tickEvery;
        tickAt += Math.max(every, leastShare * tickAt);
      }
      this.#drain();
    }
    const lost = tasks.flatMap((_, task) =>
      this.#state.tasks.outcomes[task]?.kind === 'succeeded' ? [] : [task],
    );
    return resultOf(
      model,
      { machine, tasks },
      {
        attempts: this.#attempts,
        requeues: this.#requeues,
        settled: this.#state.progress.settled,
        events: this.#transitions,
        lost,
        headStart: eager === undefined ? 0 : eager.workers * eager.secondsEach,
      },
    );
  }

  #isContended(): boolean {
    const { machine, tasks } = this.#state;
    return tasks.totals.reserved >= CONTENDED_SHARE * machine.capacity.memory;
  }

  #onNotice(notice: Notice, process: Process): void {
    const { shortLoad = SHORT_LOAD_SECONDS, growth } = this.#options;
    const event = asEvent(this.#model, { notice, process, shortLoad, growth });
    if (event !== null) this.#events.push(event);
    if (notice === 'ended') this.#goOn(process);
    if (notice === 'killed' || notice === 'out-of-memory') this.#behind.delete(process.id);
  }

  /** A worker does not wait for an answer before the next task of its order. */
  #goOn(process: Process): void {
    const next = this.#behind.get(process.id)?.shift();
    if (next !== undefined) this.#give(process, { ...next, go: true, credit: null });
  }

  #post(event: SchedulerEvent): void {
    this.#events.push(event);
    this.#drain();
  }

  #drain(): void {
    for (let at = 0; at < this.#events.length && !this.#finished; at += 1) {
      this.#step(this.#events[at] as SchedulerEvent);
    }
    this.#events.length = 0;
  }

  #step(event: SchedulerEvent): void {
    this.#transitions += 1;
    const now = milliseconds(Math.round(1000 * this.#model.now));
    const [state, commands] = transition(this.#state, event, now);
    this.#state = state;
    for (const command of commands) this.#carryOut(command);
    this.#options.watch?.(state, event, commands);
  }

  #carryOut(command: Command): void {
    switch (command.type) {
      case 'record':
        if (command.record.type === 'requeued') this.#requeues += 1;
        return;
      case 'run':
        return this.#run(command);
      case 'finish':
        this.#finished = true;
        return;
      case 'go':
      case 'credit':
      case 'pause':
      case 'resume':
      case 'suspend':
      case 'continue':
      case 'stop-worker':
      case 'retire-worker':
        return this.#order(command);
    }
  }

  #order(command: Exclude<Command, { type: 'record' | 'run' | 'finish' }>): void {
    const model = this.#model;
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

  #run({ worker, followers = [], ...first }: Extract<Command, { type: 'run' }>): void {
    this.#behind.set(worker, [...followers]);
    this.#give(this.#model.processes.get(worker) ?? this.#start(worker), first);
  }

  #give(process: Process, { task, attempt, go, credit }: Given): void {
    const work = this.#options.tasks[task];
    if (work === undefined) throw new Error(`defect: task ${task} is not one of the batch`);
    this.#attempts += 1;
    this.#model.give(process, { task, attempt, work, granted: go, credit });
  }

  #start(worker: number): Process {
    const { process } = this.#options.machine;
    const isSpare = this.#spare > 0;
    if (isSpare) {
      this.#spare -= 1;
      this.#model.flows.memory.add(-process.base);
    }
    this.#events.push({ type: 'worker-started', worker, pid: worker });
    return this.#model.start(worker, isSpare ? 0 : process.startSeconds);
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

function standstill(state: SchedulerState, now: number): Error {
  const active = [...state.tasks.active].map(([id, task]) => `${id}: ${task.state}`).join(', ');
  return new Error(
    `defect: the scheduler makes no progress at ${now.toFixed(0)} s with ${state.tasks.queue.length} tasks waiting and ${active || 'nothing'} in flight`,
  );
}

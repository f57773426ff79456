import {
  type Bytes,
  type Capacity,
  type Milliseconds,
  milliseconds,
  type Usage,
} from '@ballast/resource-model';
import { isContended } from '../core/flow/guard.ts';
import type { Command } from '../core/state/command.ts';
import type { Order, SchedulerEvent } from '../core/state/event.ts';
import type { SchedulerState } from '../core/state/state.ts';
import type { WorkerId } from '../core/state/tasks/task-state.ts';
import { transition } from '../core/transition.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { Clock, JournalSink, TaskRunner, UsageSampler } from '../ports.ts';
import { ownTimeMeter } from './own-time.ts';
import { Recorder } from './recorder.ts';

export interface EnginePorts {
  readonly clock: Clock;
  readonly runner: TaskRunner;
  readonly sampler: UsageSampler;
  readonly journal: JournalSink;
  /** Called at most once a second; null keeps the present capacity. */
  readonly capacity?: (state: SchedulerState) => Capacity | null;
  /** Share of the last seconds in which everything stalled for lack of memory; null if unknown. */
  readonly pressure?: () => number | null;
  /** Memory that the system says is available; null if unknown. Called at most once a second. */
  readonly available?: () => Bytes | null;
  /** Core time in which the machine's cores had nothing to do since the previous call; null if unknown. Called at each tick. */
  readonly idle?: () => number | null;
}

export interface EngineOptions {
  /** Time between two measurements of the workers, in milliseconds; a fifth of it while memory is contended. */
  readonly tickEvery: number;
  /** Longest time that a record waits for a sync, in milliseconds. */
  readonly syncEvery: number;
  /** Called with the records of every turn, after they were appended. */
  readonly onRecords?: (records: readonly JournalRecord[], state: SchedulerState) => void;
}

export interface Engine {
  /**
   * Settles with the final state once everything is settled, drained or cancelled and no worker is left. If the journal
   * cannot be written the batch drains, and `lifecycle.storageFault` of the state has the reason.
   */
  readonly ended: Promise<SchedulerState>;
  /** The present state, to be shown; never change it. */
  state(): SchedulerState;
  drain(cause: string): void;
  cancel(cause: string): void;
  /** What somebody wants of the batch besides. */
  order(order: Order): void;
  /** The output can no longer be written: starts nothing more and lets running attempts end. */
  storageFault(message: string): void;
}

/** Time between two measurements of the capacity, in milliseconds. */
const CAPACITY_EVERY = 1000;
/** A tick that is later than this, in milliseconds, means that this process was stopped: nothing was observed meanwhile. */
const SLEPT = 1000;
/** The one loop: take an event, transition, append to the journal, run the commands. */
export function startEngine(initial: SchedulerState, ports: EnginePorts, options: EngineOptions): Engine {
  const loop = new Loop(initial, ports, options);
  loop.open();
  return {
    ended: loop.ended,
    state: () => loop.state,
    drain: (cause) => loop.post({ type: 'drain', cause }),
    cancel: (cause) => loop.post({ type: 'cancel', cause }),
    order: (order) => loop.post({ type: 'order', order }),
    storageFault: (message) => loop.post({ type: 'storage-fault', message }),
  };
}

class Loop {
  state: SchedulerState;
  readonly ended: Promise<SchedulerState>;
  readonly #ports: EnginePorts;
  readonly #options: EngineOptions;
  readonly #recorder: Recorder;
  readonly #events: SchedulerEvent[] = [];
  #turn: NodeJS.Immediate | null = null;
  #closed = false;
  #ticker: NodeJS.Timeout | undefined;
  #tickDue = 0;
  #capacityAt = 0;
  #pressure: number | null = null;
  #available: Bytes | null = null;
  readonly #ownTime = ownTimeMeter();
  #resolve: (state: SchedulerState) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(initial: SchedulerState, ports: EnginePorts, options: EngineOptions) {
    this.state = initial;
    this.#ports = ports;
    this.#options = options;
    this.#recorder = new Recorder(ports.journal, options.syncEvery, (message, full) =>
      this.post({ type: 'storage-fault', message, full }),
    );
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** An order to drain that arrives before the first turn counts before the opening: such a batch starts nothing. */
  open(): void {
    this.#ports.runner.listen((event) => this.post(event));
    this.#ports.idle?.();
    this.#turn = setImmediate(() => {
      this.#turn = null;
      this.#events.push({ type: 'opened' });
      this.#takeTurn();
    });
    this.#scheduleTick();
  }

  /**
   * Handles events in the order in which they arrive. Those of one turn of the event loop are recorded with one write,
   * then acted upon. A transition is never re-entered.
   */
  post(event: SchedulerEvent): void {
    if (this.#closed) return;
    this.#events.push(event);
    if (this.#turn !== null) return;
    this.#turn = setImmediate(() => {
      this.#turn = null;
      this.#takeTurn();
    });
  }

  #takeTurn(): void {
    const events = this.#events.splice(0);
    const commands: Command[] = [];
    try {
      for (const event of events) {
        const [state, more] = transition(this.state, event, this.#ports.clock.now());
        this.state = state;
        commands.push(...more);
      }
      const isRecorded = this.#record(commands);
      if (!isRecorded) this.#void(commands);
      for (const command of commands) {
        if ((isRecorded || command.type !== 'run') && this.#stillHolds(command)) this.#carryOut(command);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** An order is void if a later event of the same turn took its worker away. */
  #stillHolds(command: Command): boolean {
    return command.type !== 'run' || this.state.workers.records.get(command.worker)?.task === command.task;
  }

  /** False if the records could not be appended: nothing may then be started because of them. */
  #record(commands: readonly Command[]): boolean {
    const records = commands.flatMap((command) => (command.type === 'record' ? [command.record] : []));
    if (records.length === 0) return true;
    if (!this.#recorder.append(records)) return false;
    this.#options.onRecords?.(records, this.state);
    return true;
  }

  /** An order that is not in the journal is not carried out. */
  #void(commands: readonly Command[]): void {
    const voided = commands.flatMap((command) => (command.type === 'run' ? [command.worker] : []));
    if (voided.length === 0) return;
    const message = 'the journal cannot be written';
    this.post({ type: 'storage-fault', message, voided });
  }

  #carryOut(command: Command): void {
    const { runner } = this.#ports;
    switch (command.type) {
      case 'record':
        return;
      case 'run':
        return runner.run(command);
      case 'go':
        return runner.go(command);
      case 'credit':
        return runner.credit(command, command.bytes);
      case 'pause':
        return runner.pause(command);
      case 'resume':
        return runner.resume(command);
      case 'suspend':
        return runner.suspend(command.worker);
      case 'continue':
        return runner.continue(command.worker);
      case 'stop-worker':
        return runner.stop(command.worker, command.how);
      case 'retire-worker':
        return runner.retire(command.worker);
      case 'finish':
        return this.#finish();
    }
  }

  #scheduleTick(): void {
    if (this.#closed) return;
    const { tickEvery } = this.#options;
    const wait = isContended(this.state) ? tickEvery / 5 : tickEvery;
    this.#tickDue = this.#ports.clock.now() + wait;
    this.#ticker = setTimeout(() => this.#tick(), wait);
  }

  #tick(): void {
    const now = this.#ports.clock.now();
    const late = milliseconds(Math.max(0, now - this.#tickDue));
    if (now - this.#capacityAt >= CAPACITY_EVERY) {
      this.#capacityAt = now;
      const capacity = this.#ports.capacity?.(this.state) ?? null;
      if (capacity !== null) this.post({ type: 'capacity', capacity });
      this.#pressure = this.#ports.pressure?.() ?? null;
      this.#available = this.#ports.available?.() ?? null;
    }
    const measured = {
      usages: this.#usages(),
      pressure: this.#pressure,
      own: this.#ownTime(),
      available: this.#available,
      idle: this.#idleTime(),
    };
    this.post({ type: 'tick', ...measured, ...(late > SLEPT ? { slept: late } : {}) });
    this.#scheduleTick();
  }

  #idleTime(): Milliseconds | null {
    const idle = this.#ports.idle?.() ?? null;
    return idle === null ? null : milliseconds(idle);
  }

  #usages(): Map<WorkerId, Usage> {
    const { runner, sampler } = this.#ports;
    const byPid = new Map<number, WorkerId>();
    for (const worker of this.state.workers.records.keys()) {
      const pid = runner.pid(worker);
      if (pid !== null) byPid.set(pid, worker);
    }
    const usages = new Map<WorkerId, Usage>();
    for (const [pid, usage] of sampler.sample([...byPid.keys()])) {
      const worker = byPid.get(pid);
      if (worker !== undefined) usages.set(worker, usage);
    }
    return usages;
  }

  #finish(): void {
    this.#stopTimers();
    void this.#close().then(() => this.#resolve(this.state), this.#reject);
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#stopTimers();
    void this.#close().then(
      () => this.#reject(error),
      () => this.#reject(error),
    );
  }

  #stopTimers(): void {
    this.#closed = true;
    clearTimeout(this.#ticker);
    this.#recorder.stop();
  }

  async #close(): Promise<void> {
    await this.#ports.runner.close();
    this.#ports.sampler.close();
    await this.#recorder.flush().catch((error: unknown) => {
      // The state has the reason already.
      if (this.state.lifecycle.storageFault === null) throw error;
    });
  }
}

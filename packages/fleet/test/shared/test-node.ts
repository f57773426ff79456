import { setTimeout as pause } from 'node:timers/promises';
import { bytes, milliseconds } from '@ballast/resource-model';
import {
  type Engine,
  initialState,
  monotonicClock,
  type SchedulerConfig,
  type SchedulerState,
  startEngine,
  startModels,
} from '@ballast/scheduler';
import type { AttemptEnd } from '@ballast/scheduler/journal';
import type { SharedLog } from '../../src/log/shared-log.ts';
import { type DrivenMember, driveMember } from '../../src/node/drive-member.ts';
import { NodeShare } from '../../src/node/node-share.ts';
import type { BatchSeats } from '../../src/records/batch-record.ts';
import { TimedRunner } from './timed-runner.ts';

export interface TestNodeOptions {
  readonly log: SharedLog;
  readonly sizes: readonly number[];
  readonly memory?: number;
  /** What the machine may use once it has begun; the same unless given. */
  readonly memoryNow?: () => number;
  /** A task whose process is lost is tried again. */
  readonly tryAgain?: boolean;
  /** How long an attempt takes, in milliseconds. */
  readonly time?: number;
  readonly seats?: BatchSeats | null;
  /** How attempts end; all succeed unless given. */
  readonly endOf?: (task: number) => AttemptEnd;
}

const RETRIES: NonNullable<SchedulerConfig['retries']> = {
  ...{ workerLost: 1, workerLostAlone: 0, outOfMemory: 0, hung: 0, timedOut: 0, unstableInput: 0 },
  unavailableInput: milliseconds(0),
};
const TIMES = { sign: 100, fence: 1500, silence: 3000 };

/** A node with a real scheduler, whose attempts only take time. */
export class TestNode {
  readonly runner: TimedRunner;
  readonly driven: DrivenMember;
  readonly #engine: Engine;
  #share: NodeShare | null = null;
  readonly ended: Promise<SchedulerState>;

  constructor(name: string, options: TestNodeOptions) {
    const { log, sizes, memory = 1000, memoryNow = () => memory, time = 10, seats = null, endOf } = options;
    this.runner = new TimedRunner(time, endOf);
    // A log that has entries is read before there is anybody to tell; whoever begins looks at all of them.
    const order = (one: Parameters<NodeShare['order']>[0]): void => this.#share?.order(one);
    this.driven = driveMember({
      config: { node: name, process: `${name}-1`, board: 'b', budget: memory, cores: 2, ...TIMES },
      ...{ log, order },
    });
    let engine: Engine | null = null;
    const state = (): SchedulerState | null => engine?.state() ?? null;
    const share = new NodeShare({ driven: this.driven, seats, state });
    this.#share = share;
    const capacity = (now: SchedulerState): SchedulerState['machine']['capacity'] | null => {
      const { capacity: before } = now.machine;
      const held = share.seats() ?? before.seats;
      const isSame = held === before.seats && memoryNow() === before.memory;
      return isSame ? null : { ...before, memory: bytes(memoryNow()), seats: held };
    };
    engine = startEngine(
      initialState(
        { ...configOf(memory, seats), retries: options.tryAgain === true ? RETRIES : null },
        { sizes: Float64Array.from(sizes) },
      ),
      {
        ...{ clock: monotonicClock(milliseconds(0)), capacity, runner: share.runner(this.runner) },
        sampler: { sample: () => new Map(), close: () => undefined },
        journal: { append: () => undefined, sync: () => Promise.resolve() },
      },
      {
        ...{ tickEvery: 50, syncEvery: 1000 },
        onRecords: (records) => {
          for (const record of records)
            if (record.type === 'settled' && !('node' in record)) share.settled(record);
        },
      },
    );
    this.#engine = engine;
    this.ended = engine.ended;
  }

  get state(): SchedulerState {
    return this.#engine.state();
  }

  /** Ends its scheduler and its signs of life, without a word to the others. */
  async die(): Promise<void> {
    await this.driven.stop();
    this.#share?.leave('');
    this.#engine.cancel('it dies');
    await this.ended;
  }

  /** Drains it, and gives back what it has. */
  async leave(): Promise<void> {
    this.#engine.drain('it leaves');
    await this.ended;
    this.#share?.leave('it leaves');
    await this.over();
  }

  /** Until what it has settled was taken note of. */
  async over(): Promise<void> {
    await this.ended;
    while (this.driven.member.work.size > 0) await pause(10);
    await this.driven.stop({ leave: true });
  }
}

function configOf(memory: number, seats: BatchSeats | null): SchedulerConfig {
  return {
    capacity: { memory: bytes(memory), loadPermits: 64, corePermits: 2, seats: seats === null ? 9999 : 0 },
    ...{ workers: 2, loads: 'auto', policy: { kind: 'adaptive' }, storage: 'other' },
    ...{ memoryGrowth: 'while-loading', nativeThreads: 1, timeout: null, killGrace: milliseconds(100) },
    models: startModels({ overhead: bytes(1), gamma: 1 }),
    seatsPerTask: seats === null ? 0 : 1,
  };
}

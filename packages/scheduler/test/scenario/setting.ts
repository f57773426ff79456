import { bytes, type Capacity, GIB, highWaterModel, milliseconds } from '@ballast/resource-model';
import type { RetryPolicy } from '../../src/core/policy/retry-policy.ts';
import { SEAT_POLICY, type SeatPolicy } from '../../src/core/policy/seat-policy.ts';
import type { MemoryGrowth, SchedulerConfig } from '../../src/core/state/config.ts';
import { initialState } from '../../src/core/state/initial-state.ts';
import { type Models, startModels } from '../../src/core/state/memory/models.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';

export interface Setting {
  /** Sizes in GiB by task name, in input order; a worker needs just about the size of its input. */
  readonly tasks: Readonly<Record<string, number>>;
  readonly memory: number;
  readonly cores?: number;
  readonly workers?: 'auto' | number;
  readonly seats?: number;
  readonly timeout?: number;
  readonly timeoutFactor?: number;
  readonly growth?: MemoryGrowth;
  readonly loads?: number;
  /** The number of loads is searched for. */
  readonly searched?: boolean;
  /** The models have no sample. */
  readonly cold?: boolean;
  readonly retries?: Partial<RetryPolicy>;
  readonly licences?: Partial<SeatPolicy>;
  readonly hungAfter?: number;
  /** What each process says that starting it took, in milliseconds of processor time. */
  readonly startCpu?: number;
  /** When the batch is open, in milliseconds of its clock; 0 by default. */
  readonly opensAt?: number;
  /** Most brief tasks of one order. */
  readonly together?: number;
}

/** The defaults of a batch file. */
const RETRIES: RetryPolicy = {
  workerLost: 1,
  workerLostAlone: 2,
  outOfMemory: 1,
  hung: 0,
  timedOut: 0,
  unstableInput: 1,
  unavailableInput: milliseconds(120_000),
};

/** Everything waits; nothing has happened yet. */
export function stateOf(setting: Setting): SchedulerState {
  const sizes = Float64Array.from(Object.values(setting.tasks), (size) => size * GIB);
  return initialState(configOf(setting), { sizes });
}

function configOf(setting: Setting): SchedulerConfig {
  const capacity: Capacity = {
    // The models' remaining margin fits into one percent.
    memory: bytes(setting.memory * 1.01 * GIB),
    loadPermits: 64,
    corePermits: setting.cores ?? 8,
    seats: setting.seats ?? 1000,
  };
  return {
    capacity,
    workers: setting.workers ?? 'auto',
    timeout: setting.timeout === undefined ? null : milliseconds(setting.timeout),
    timeoutFactor: setting.timeoutFactor ?? null,
    killGrace: milliseconds(5000),
    loads: setting.searched === true ? 'auto' : (setting.loads ?? 64),
    policy: { kind: 'adaptive' },
    storage: 'other',
    memoryGrowth: setting.growth ?? 'while-loading',
    nativeThreads: 1,
    models: setting.cold === true ? startModels({ overhead: bytes(0), gamma: 1 }) : certainModels(),
    seatsPerTask: setting.seats === undefined ? 0 : 1,
    retries: setting.retries === undefined ? null : { ...RETRIES, ...setting.retries },
    licences: setting.licences === undefined ? null : { ...SEAT_POLICY, ...setting.licences },
    ...(setting.together === undefined ? {} : { mostTogether: setting.together }),
    hungAfter: setting.hungAfter === undefined ? null : milliseconds(setting.hungAfter),
  };
}

/** Models with enough samples to be sure: a worker needs the size of its input. */
function certainModels(): Models {
  const models = startModels({ overhead: bytes(0), gamma: 1 });
  let { memory } = models;
  for (let i = 0; i < 4000; i += 1) {
    const size = (1 + (i % 20)) * GIB;
    memory = highWaterModel.observe(memory, { size, highWater: size });
  }
  return { ...models, memory };
}

import type { BindingResource, LowerBound } from '@ballast/resource-model';
import { initialState, type SchedulerConfig } from '@ballast/scheduler';
import { boundsOf, type SimMachine, type SimTask } from '@ballast/simulator';
import type { TaskSizes } from './estimate-tasks.ts';
import { storageCurve } from './machine.ts';

/** What holds a batch back: a resource, one file that takes as long as the rest, or the most tasks allowed in flight. */
export type Binding = BindingResource | 'workers';

export interface Bound {
  readonly name: LowerBound['name'];
  readonly resource: Binding;
  readonly seconds: number;
}

/** Largest first, without those that say nothing; the storage's only where its rate is known. */
export interface BoundsFound {
  readonly bounds: readonly Bound[];
  /** The largest, with the start of the first worker. */
  readonly seconds: number;
}

export interface BoundsOn {
  readonly machine: SimMachine;
  readonly config: SchedulerConfig;
  /** Most tasks that may be in flight; see `mostAllowed`. */
  readonly limit: number;
}

/** No order of the tasks is faster. A limit on the tasks in flight is to them what seats are: held from load to end. */
export function planBounds(tasks: readonly SimTask[], on: BoundsOn): BoundsFound {
  return found(boundsOf(tasks, limited(on), on.config.memoryGrowth).bounds, on);
}

/**
 * The same for so many tasks that sorting them takes seconds: once instead of three times. Where memory comes after loading
 * its bounds, sums like the others, are those of a sample, each task of which `stands` for so many.
 */
export function planBoundsOfMany(
  tasks: readonly SimTask[],
  on: BoundsOn,
  { sample, stands }: { readonly sample: readonly SimTask[]; readonly stands: number },
): BoundsFound {
  const { memoryGrowth } = on.config;
  const { bounds } = boundsOf(tasks, limited(on), 'while-loading');
  if (memoryGrowth === 'while-loading') return found(bounds, on);
  const ofSample = boundsOf(sample, limited(on), memoryGrowth).bounds;
  const mixed = bounds.map((bound, i) => {
    const same = ofSample[i];
    return bound.resource === 'memory' && same !== undefined
      ? { ...bound, seconds: same.seconds * stands }
      : bound;
  });
  return found(mixed, on);
}

/** Most tasks that the user or the policy lets be in flight; infinite where only budgets limit. */
export function mostAllowed(config: SchedulerConfig, { sizes, footprints }: TaskSizes): number {
  const user = config.workers === 'auto' ? Number.POSITIVE_INFINITY : config.workers;
  if (config.policy.kind === 'adaptive') return user;
  const { policy } = initialState(config, { sizes, footprints });
  if (policy.kind === 'adaptive') return user;
  return Math.max(1, Math.min(user, policy.kind === 'oppnda' ? policy.semaphore.permits : policy.limit));
}

function limited({ machine, config, limit }: BoundsOn): SimMachine {
  const threads = config.policy.kind === 'adaptive' ? config.nativeThreads : 1;
  const count = Math.max(1, Math.floor(machine.cores.count / threads));
  return { ...machine, seats: Math.min(machine.seats, limit), cores: { ...machine.cores, count } };
}

function found(all: readonly LowerBound[], { machine, config, limit }: BoundsOn): BoundsFound {
  const isAdaptive = config.policy.kind === 'adaptive';
  const knowsStorage = storageCurve(config.models) !== null;
  const holds = ({ name, resource, seconds }: LowerBound): boolean => {
    if (seconds === 0) return false;
    if (resource === 'storage') return knowsStorage;
    // Other policies hold no budget and let more tasks share the cores than there are.
    return isAdaptive || (resource !== 'memory' && name !== 'core-pigeonhole');
  };
  const bounds = all
    .filter(holds)
    .map(({ name, resource, seconds }): Bound => {
      const isWorkers = resource === 'seats' && limit <= machine.seats;
      return { name, resource: isWorkers ? 'workers' : resource, seconds };
    })
    .sort((a, b) => b.seconds - a.seconds);
  const largest = bounds[0]?.seconds ?? 0;
  return { bounds, seconds: bounds.length === 0 ? 0 : largest + machine.process.startSeconds };
}

import type { BindingResource, LowerBound } from '@ballast/resource-model';
import { initialState, type SchedulerConfig } from '@ballast/scheduler';
import { boundsOf } from '../drive/task-needs.ts';
import type { SimMachine, SimTask } from '../machine/sim-machine.ts';
import type { TaskSizes } from './estimate-tasks.ts';
import { fastestMachine, storageCurve } from './known-machine.ts';

/** What limits a batch: a resource, one file that takes as long as the rest, or the number of tasks allowed in flight. */
export type Binding = BindingResource | 'workers';

export interface Bound {
  readonly name: LowerBound['name'];
  readonly resource: Binding;
  readonly seconds: number;
}

/** Largest first, without bounds that are zero; those of the storage only if its rate is known. */
export interface BoundsFound {
  readonly bounds: readonly Bound[];
  /** The largest bound, plus the start of the first worker. */
  readonly seconds: number;
}

export interface BoundsOn {
  readonly machine: SimMachine;
  readonly config: SchedulerConfig;
  /** Maximum number of tasks in flight; see `mostAllowed`. */
  readonly limit: number;
}

/** No order of the tasks is faster. A limit on the tasks in flight acts like seats: it is held from load to end. */
export function planBounds(tasks: readonly SimTask[], on: BoundsOn): BoundsFound {
  return found(boundsOf(tasks, limited(on), on.config.memoryGrowth).bounds, on);
}

/** Tasks that represent others. */
export interface Standing {
  readonly tasks: readonly SimTask[];
  /** The number of tasks that each represents. */
  readonly stands: number;
}

/**
 * Bounds that depend on a few tasks: they hold for all tasks if they hold for some, and do not grow with the number of
 * the others.
 */
const OF_A_FEW: ReadonlySet<string> = new Set<LowerBound['name']>(['critical-task', 'memory-pigeonhole']);

/**
 * The same for a number of tasks so large that sorting takes seconds: computed for tasks that represent others, with
 * scaled sums. If memory grows after loading, its bounds take longest and use the smaller sample.
 */
export function planBoundsOfMany(
  { tasks, stands, largest }: Standing & { readonly largest: SimTask },
  on: BoundsOn,
  sample: Standing,
): BoundsFound {
  const { memoryGrowth } = on.config;
  const { bounds } = boundsOf([...tasks, largest], limited(on), 'while-loading');
  const isLate = memoryGrowth === 'after-loading';
  const late = isLate ? boundsOf(sample.tasks, limited(on), memoryGrowth).bounds : [];
  const scaled = bounds.map((bound, i) => {
    const isFew = OF_A_FEW.has(bound.name);
    const lateBound = bound.resource === 'memory' ? late[i] : undefined;
    if (lateBound !== undefined)
      return { ...bound, seconds: lateBound.seconds * (isFew ? 1 : sample.stands) };
    return isFew ? bound : { ...bound, seconds: bound.seconds * stands };
  });
  return found(scaled, on);
}

/** The maximum number of tasks in flight that the user or the policy allows; infinite if only budgets limit it. */
export function mostAllowed(config: SchedulerConfig, { sizes, footprints }: TaskSizes): number {
  const user = config.workers === 'auto' ? Number.POSITIVE_INFINITY : config.workers;
  if (config.policy.kind === 'adaptive') return user;
  const { policy } = initialState(config, { sizes, footprints }).limits;
  if (policy.kind === 'adaptive') return user;
  return Math.max(1, Math.min(user, policy.kind === 'oppnda' ? policy.semaphore.permits : policy.limit));
}

function limited({ machine, config, limit }: BoundsOn): SimMachine {
  const threads = config.policy.kind === 'adaptive' ? config.nativeThreads : 1;
  const count = Math.max(1, Math.floor(machine.cores.count / threads));
  const fastest = fastestMachine(machine, config.models);
  return { ...fastest, seats: Math.min(machine.seats, limit), cores: { ...machine.cores, count } };
}

function found(all: readonly LowerBound[], { machine, config, limit }: BoundsOn): BoundsFound {
  const isAdaptive = config.policy.kind === 'adaptive';
  const knowsStorage = storageCurve(config.models) !== null;
  const holds = ({ resource, seconds }: LowerBound): boolean => {
    if (seconds === 0) return false;
    if (resource === 'storage') return knowsStorage;
    // Other policies hold no budget.
    return isAdaptive || resource !== 'memory';
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

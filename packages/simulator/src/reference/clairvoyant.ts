import type { MemoryGrowth } from '@ballast/scheduler';
import { bestRate, type SimMachine, type SimTask, totalRate } from '../machine/sim-machine.ts';
import { seeded } from '../random.ts';
import { type ListRule, listSchedule } from './list-schedule.ts';

export interface ClairvoyantOptions {
  readonly growth: MemoryGrowth;
  readonly seed?: number;
  /** Number of small changes to the best order that are tried at the end. */
  readonly changes?: number;
}

/** Computing tasks for each core, if they do not always need one. */
const CROWDED = [1.25, 1.5, 1.75, 2, 2.5];

/** Loss of storage rate that is accepted for fewer loads. */
const TOLERATED_LOSS = 0.015;

/**
 * A good schedule, found with perfect knowledge: list schedules for several orders, numbers of loads and depths of
 * loading ahead, then small random changes to the best one. An upper bound on the optimum, not the optimum. Seconds.
 */
export function clairvoyant(
  tasks: readonly SimTask[],
  machine: SimMachine,
  { growth, seed = 1, changes = 40 }: ClairvoyantOptions,
): number {
  if (tasks.length === 0) return 0;
  const search = new Search((rule) => listSchedule(tasks, machine, { growth, rule }));
  const permits = bestPermits(machine);
  for (const order of orders(tasks, machine)) {
    for (const passes of [true, false]) search.offer({ order, loads: permits, ahead: permits + 2, passes });
  }
  const { order, passes } = search.best;
  for (const loads of numbersAround(permits)) {
    for (const ahead of [0, 2, 12, tasks.length])
      search.offer({ order, loads, ahead: loads + ahead, passes });
  }
  for (const share of tasks.some(({ duty = 1 }) => duty < 1) ? CROWDED : [])
    search.offer({ ...search.best, computing: Math.round(share * machine.cores.count) });
  const random = seeded(seed);
  for (let change = 0; change < changes; change += 1) {
    const changed = [...search.best.order];
    for (let times = 1 + Math.floor(3 * random.uniform()); times > 0; times -= 1) {
      const [moved] = changed.splice(Math.floor(random.uniform() * changed.length), 1);
      if (moved !== undefined) changed.splice(Math.floor(random.uniform() * (changed.length + 1)), 0, moved);
    }
    search.offer({ ...search.best, order: changed });
  }
  return search.seconds;
}

/** One schedule with true memory and times, without a search: longest first, as many loads as the storage serves well. */
export function plainSchedule(tasks: readonly SimTask[], machine: SimMachine, growth: MemoryGrowth): number {
  if (tasks.length === 0) return 0;
  const loads = bestPermits(machine);
  const [order = []] = orders(tasks, machine);
  return listSchedule(tasks, machine, { growth, rule: { order, loads, ahead: loads + 2, passes: true } });
}

class Search {
  best: ListRule = { order: [], loads: 1, ahead: 1, passes: true };
  seconds = Number.POSITIVE_INFINITY;
  readonly #makespan: (rule: ListRule) => number;

  constructor(makespan: (rule: ListRule) => number) {
    this.#makespan = makespan;
  }

  offer(rule: ListRule): void {
    const seconds = this.#makespan(rule);
    if (seconds >= this.seconds) return;
    this.seconds = seconds;
    this.best = rule;
  }
}

/** The fewest loads that reach nearly the full rate of the storage. */
function bestPermits({ storage }: SimMachine): number {
  const enough = bestRate(storage) * (1 - TOLERATED_LOSS);
  let loads = 1;
  while (totalRate(storage, loads) < enough) loads += 1;
  return loads;
}

function numbersAround(permits: number): readonly number[] {
  const around = [permits / 4, permits / 2, permits, 1.5 * permits, 2 * permits];
  return [...new Set(around.map((loads) => Math.max(1, Math.round(loads))))];
}

function orders(tasks: readonly SimTask[], machine: SimMachine): readonly (readonly number[])[] {
  const load = (t: SimTask): number => t.loadWork / machine.storage.perLoad;
  const by = (key: (task: SimTask) => number): number[] => {
    const keys = tasks.map(key);
    return [...tasks.keys()].sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0));
  };
  const longest = by((t) => t.computeSeconds);
  const byGrowth = by((t) => t.growth);
  return [
    longest,
    by((t) => load(t) + t.computeSeconds),
    by((t) => t.growth * t.computeSeconds),
    by((t) => t.growth * (load(t) + t.computeSeconds)),
    byGrowth,
    by((t) => t.computeSeconds / Math.max(1, t.loadWork)),
    quickStart(tasks, longest, machine.cores.count),
    shuffledTogether(byGrowth),
    johnson(tasks, load),
  ];
}

/**
 * Starts with as many of the smallest files as there are cores, so that none is idle for long; then the rest in the
 * given order.
 */
function quickStart(tasks: readonly SimTask[], order: readonly number[], cores: number): number[] {
  const smallest = [...order].sort((a, b) => (tasks[a]?.loadWork ?? 0) - (tasks[b]?.loadWork ?? 0));
  const first = new Set(smallest.slice(0, cores));
  return [...smallest.slice(0, cores), ...order.filter((task) => !first.has(task))];
}

/** Alternates large and small ones, in proportion. */
function shuffledTogether(order: readonly number[]): number[] {
  const half = Math.ceil(order.length / 2);
  return order.slice(0, half).flatMap((task, i) => {
    const other = order[half + i];
    return other === undefined ? [task] : [task, other];
  });
}

/** Johnson's rule for two machines, the storage and the cores. */
function johnson(tasks: readonly SimTask[], load: (task: SimTask) => number): number[] {
  const value = (at: number, key: (task: SimTask) => number): number => {
    const task = tasks[at];
    return task === undefined ? 0 : key(task);
  };
  const all = [...tasks.keys()];
  const early = all.filter((at) => value(at, load) < value(at, (t) => t.computeSeconds));
  const late = all.filter((at) => value(at, load) >= value(at, (t) => t.computeSeconds));
  early.sort((a, b) => value(a, load) - value(b, load));
  late.sort((a, b) => value(b, (t) => t.computeSeconds) - value(a, (t) => t.computeSeconds));
  return [...early, ...late];
}

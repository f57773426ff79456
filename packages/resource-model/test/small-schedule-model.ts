import type { Machine, TaskNeeds } from '../src/bounds/task-columns.ts';

/** The decisions of one schedule; any values form a schedule that the machine can execute. */
export interface Decisions {
  /** Tasks in the order in which their loads begin. */
  readonly loads: readonly number[];
  /** Tasks in the order in which they may compute. */
  readonly computing: readonly number[];
  readonly concurrentLoads: number;
}

interface Running {
  readonly task: number;
  latency: number;
  bytes: number;
  compute: number;
}

const TINY = 1e-9;

/**
 * The makespan of one schedule, exact: loads share the bandwidth equally, tasks hold memory only while they compute and
 * seats from start to end. This is the most permissive machine that the bounds describe.
 */
export function makespan(tasks: readonly TaskNeeds[], machine: Machine, decisions: Decisions): number {
  const needs = (i: number): TaskNeeds => tasks[i] as TaskNeeds;
  const waiting = [...decisions.loads];
  let loading: Running[] = [];
  let loaded: number[] = [];
  let computing: Running[] = [];
  let now = 0;
  const held = (what: (t: TaskNeeds) => number, list: readonly number[]): number =>
    list.reduce((sum, i) => sum + what(needs(i)), 0);
  const memory = (t: TaskNeeds): number => Math.min(t.memory, machine.memory);
  const seats = (t: TaskNeeds): number => Math.min(t.seats, machine.seats);
  while (waiting.length + loading.length + loaded.length + computing.length > 0) {
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      const inFlight = [...loading.map((r) => r.task), ...loaded, ...computing.map((r) => r.task)];
      const fits = held(seats, inFlight) + seats(needs(head)) <= machine.seats;
      if (loading.length >= decisions.concurrentLoads || !fits) break;
      waiting.shift();
      const { loadLatency = 0, bytes, computeSeconds } = needs(head);
      loading.push({ task: head, latency: loadLatency, bytes, compute: computeSeconds });
    }
    for (const i of decisions.computing.filter((task) => loaded.includes(task))) {
      const running = computing.map((r) => r.task);
      if (running.length >= machine.cores) break;
      if (held(memory, running) + memory(needs(i)) > machine.memory) continue;
      loaded = loaded.filter((task) => task !== i);
      computing.push({ task: i, latency: 0, bytes: 0, compute: needs(i).computeSeconds });
    }
    const flowing = loading.filter((r) => r.latency <= TINY);
    const rate = Math.min(machine.storage.rateAt1, machine.storage.maxRate / Math.max(1, flowing.length));
    const steps = [
      ...loading.map((r) => (r.latency > TINY ? r.latency : r.bytes / rate)),
      ...computing.map((r) => r.compute),
    ];
    const step = Math.min(...steps);
    now += step;
    for (const r of flowing) r.bytes -= rate * step;
    for (const r of loading) r.latency -= step;
    for (const r of computing) r.compute -= step;
    const isLoaded = (r: Running): boolean => r.latency <= TINY && r.bytes <= TINY;
    loaded.push(...loading.filter(isLoaded).map((r) => r.task));
    loading = loading.filter((r) => !isLoaded(r));
    computing = computing.filter((r) => r.compute > TINY);
  }
  return now;
}

/** The shortest makespan over all orders of loading and computing and all numbers of concurrent loads. */
export function bestMakespan(tasks: readonly TaskNeeds[], machine: Machine): number {
  const orders = permutations(tasks.map((_, i) => i));
  // Loads that take no time and no seat end at once, in whatever order they begin.
  const matters = tasks.some((task) => task.bytes > 0 || (task.loadLatency ?? 0) > 0 || task.seats > 0);
  const fewest = matters ? 1 : tasks.length;
  let best = Number.POSITIVE_INFINITY;
  for (const loads of matters ? orders : orders.slice(0, 1)) {
    for (const computing of orders) {
      for (let concurrentLoads = fewest; concurrentLoads <= tasks.length; concurrentLoads += 1) {
        best = Math.min(best, makespan(tasks, machine, { loads, computing, concurrentLoads }));
      }
    }
  }
  return best;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((i) => i !== item)).map((rest) => [item, ...rest]),
  );
}

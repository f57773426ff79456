import { machinePreset, type StorageName } from '../machine/presets.ts';
import type { SimTask } from '../machine/sim-machine.ts';
import { type Random, seeded } from '../random.ts';
import { type ScenarioKind, scenarioTasks } from '../scenario/scenario-tasks.ts';
import type { FleetNode } from './fleet-node.ts';

export interface FleetScenario {
  readonly nodes: readonly FleetNode[];
  readonly tasks: readonly SimTask[];
  /** Bytes of memory per byte of file, without the noise. */
  readonly gamma: number;
  /** What the scheduler knows of the memory of each task, in bytes of file. */
  readonly footprints: Float64Array;
}

const CORES = [4, 6, 8, 12, 16];
/** Of the nodes but the first. */
const GIGABYTES = [16, 24, 32];
const MOST_GIGABYTES = 64;
/** Share of the physical memory that a batch may use. */
const BUDGET_SHARE = 0.9;
const TASKS_PER_NODE = 50;
const GIANTS = 3;
/** A giant has more bytes than the mean task, */
const GIANT_SIZE = 3;
/** and computes for this part of the time that the batch would take if all cores were always busy. */
const GIANT_SHARE = 0.1;

/**
 * Three to five unequal nodes (4 to 16 cores, 16 to 64 GB, a speed of 0.6 to 1.5) and 50 tasks for each of them, of which three have room
 * on the node with most memory only.
 */
export function fleetScenario(kind: ScenarioKind, storage: StorageName, seed: number): FleetScenario {
  const random = seeded(7919 * seed + 13);
  const nodes = unequalNodes(3 + Math.floor(3 * random.uniform()), storage, random);
  const budgets = nodes.map(({ machine }) => machine.memory.budget).toSorted((a, b) => b - a);
  const smallest = nodes.reduce((a, b) => (b.machine.memory.budget < a.machine.memory.budget ? b : a));
  // All nodes can do all but the giants.
  const count = TASKS_PER_NODE * nodes.length;
  const { tasks, gamma } = scenarioTasks(kind, smallest.machine, { seed, count });
  const second = budgets[1] ?? 0;
  const giants = giantsAmong(tasks, { random, nodes, least: 1.05 * second, most: 1.5 * second });
  return {
    nodes,
    gamma,
    tasks: tasks.map((task, i) => giants.get(i) ?? task),
    footprints: Float64Array.from(tasks, ({ bytes }, i) => (giants.get(i)?.growth ?? bytes * gamma) / gamma),
  };
}

function unequalNodes(count: number, storage: StorageName, random: Random): FleetNode[] {
  const preset = machinePreset(storage, '8c32g');
  return Array.from({ length: count }, (_, i) => {
    const physical = 1e9 * (i === 0 ? MOST_GIGABYTES : chosen(GIGABYTES, random));
    return {
      name: `n${i + 1}`,
      speed: 0.6 * 2.5 ** random.uniform(),
      machine: {
        ...preset,
        cores: { ...preset.cores, count: chosen(CORES, random) },
        memory: { ...preset.memory, physical, budget: BUDGET_SHARE * physical },
      },
    };
  });
}

const chosen = (values: readonly number[], random: Random): number =>
  values[Math.floor(values.length * random.uniform())] ?? 0;

interface Giants {
  readonly random: Random;
  readonly nodes: readonly FleetNode[];
  /** Bytes of memory. */
  readonly least: number;
  readonly most: number;
}

/** Some of the tasks, replaced by others that need far more memory than their size tells: a header that was read before tells it. */
function giantsAmong(
  tasks: readonly SimTask[],
  { random, nodes, least, most }: Giants,
): Map<number, SimTask> {
  const bytes = (GIANT_SIZE * tasks.reduce((sum, task) => sum + task.bytes, 0)) / tasks.length;
  const cores = nodes.reduce((sum, { machine, speed }) => sum + machine.cores.count * speed, 0);
  const shortest = tasks.reduce((sum, task) => sum + task.computeSeconds, 0) / cores;
  const seconds = GIANT_SHARE * shortest * (nodes[0]?.speed ?? 1);
  const giants = new Map<number, SimTask>();
  while (giants.size < GIANTS)
    giants.set(Math.floor(tasks.length * random.uniform()), {
      bytes: Math.round(bytes),
      loadWork: bytes * random.logNormal(0.15),
      computeSeconds: seconds * random.logNormal(0.25),
      growth: random.between(least, most),
    });
  return giants;
}

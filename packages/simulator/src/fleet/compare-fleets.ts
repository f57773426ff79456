import { bytes } from '@ballast/resource-model';
import type { MemoryGrowth } from '@ballast/scheduler';
import { simulate } from '../drive/simulate.ts';
import type { StorageName } from '../machine/presets.ts';
import { plainSchedule } from '../reference/clairvoyant.ts';
import type { ScenarioKind } from '../scenario/scenario-tasks.ts';
import { type FleetNode, tasksOn } from './fleet-node.ts';
import { type FleetScenario, fleetScenario } from './fleet-scenario.ts';
import { ordersOf, placeAll } from './placement.ts';
import { type FleetResult, simulateFleet } from './simulate-fleet.ts';

export interface FleetCase {
  readonly kind: ScenarioKind;
  readonly storage: StorageName;
  readonly growth: MemoryGrowth;
  readonly seed: number;
}

export interface ComparedFleet extends FleetCase {
  readonly fleet: FleetResult;
  /** The same, if nodes took as much ahead as a machine that is alone. */
  readonly greedy: FleetResult;
  readonly tasks: number;
  /**
   * Makespan if who does what is decided in advance: each task goes to the node on which it would end first, by true times and memory.
   * Each node then has its own scheduler, as in the fleet. The best of three orders.
   */
  readonly placed: number;
  /** The same, and each node works off a list by true times and memory, too. */
  readonly known: number;
}

/** A fleet whose nodes claim what they want, against the same nodes if somebody knows everything. */
export function compareFleet(of: FleetCase): ComparedFleet {
  const scenario = fleetScenario(of.kind, of.storage, of.seed);
  const { nodes, tasks, footprints } = scenario;
  const options = { nodes, tasks, footprints, seed: of.seed, ...adaptive(scenario, of.growth) };
  let placed = Number.POSITIVE_INFINITY;
  let known = Number.POSITIVE_INFINITY;
  for (const order of ordersOf(tasks)) {
    const shares = sharesOf(nodes, placeAll(tasks, nodes, order));
    placed = Math.min(
      placed,
      longest(shares, (share) => alone(scenario, of.growth, share)),
    );
    known = Math.min(
      known,
      longest(shares, ({ own, node }) =>
        plainSchedule(tasksOn(node, chosen(tasks, own)), node.machine, of.growth),
      ),
    );
  }
  return {
    ...{ ...of, placed, known, tasks: tasks.length },
    fleet: simulateFleet(options),
    greedy: simulateFleet({ ...options, takesAhead: true }),
  };
}

/** What one node does. */
interface NodeTasks {
  readonly own: readonly number[];
  readonly node: FleetNode;
}

const sharesOf = (nodes: readonly FleetNode[], placed: readonly (readonly number[])[]): NodeTasks[] =>
  nodes.map((node, i) => ({ node, own: placed[i] ?? [] })).filter(({ own }) => own.length > 0);

const longest = (shares: readonly NodeTasks[], makespan: (share: NodeTasks) => number): number =>
  Math.max(...shares.map(makespan));

const chosen = <T>(all: readonly T[], own: readonly number[]): T[] =>
  own.flatMap((index) => all[index] ?? []);

const adaptive = ({ gamma, nodes }: FleetScenario, growth: MemoryGrowth) =>
  ({
    policy: { kind: 'adaptive' },
    prior: { overhead: bytes(nodes[0]?.machine.process.base ?? 0), gamma },
    growth,
  }) as const;

/** One node does its share with its own scheduler. */
function alone(scenario: FleetScenario, growth: MemoryGrowth, { own, node }: NodeTasks): number {
  const { makespan } = simulate({
    ...adaptive(scenario, growth),
    tasks: tasksOn(node, chosen(scenario.tasks, own)),
    footprints: Float64Array.from(own, (index) => scenario.footprints[index] ?? 0),
    machine: node.machine,
    contendedTickEvery: 0.05,
  });
  return makespan;
}

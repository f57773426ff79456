import type { SimTask } from '../machine/sim-machine.ts';
import { type FleetNode, hasRoomFor, memoryOn } from './fleet-node.ts';

/**
 * Who does what if one scheduler knows everything, times and memory: in the given order, each task goes to the node on which it would end
 * first. Every node has as many places as cores, and the memory of its budget; a task may begin before those that were placed earlier if
 * it delays none of them. Returns the tasks of each node.
 */
export function placeAll(
  tasks: readonly SimTask[],
  nodes: readonly FleetNode[],
  order: readonly number[],
): readonly (readonly number[])[] {
  const plans = nodes.map((node) => new Plan(node));
  const placed = nodes.map((): number[] => []);
  for (const index of order) {
    const task = tasks[index];
    if (task === undefined) continue;
    let best = -1;
    let bestEnd = Number.POSITIVE_INFINITY;
    for (const [i, plan] of plans.entries()) {
      const end = plan.endOf(task);
      if (end < bestEnd) [best, bestEnd] = [i, end];
    }
    if (best < 0) throw new Error(`defect: task ${index} has room on no node`);
    plans[best]?.add(task);
    placed[best]?.push(index);
  }
  return placed;
}

interface Span {
  readonly begin: number;
  readonly end: number;
  readonly memory: number;
}

/** What a node does and when. */
class Plan {
  readonly #node: FleetNode;
  readonly #spans: Span[] = [];

  constructor(node: FleetNode) {
    this.#node = node;
  }

  endOf(task: SimTask): number {
    if (!hasRoomFor(this.#node, task)) return Number.POSITIVE_INFINITY;
    const seconds = secondsOn(this.#node, task);
    return this.#earliest(seconds, memoryOn(this.#node, task)) + seconds;
  }

  add(task: SimTask): void {
    const end = this.endOf(task);
    this.#spans.push({ begin: end - secondsOn(this.#node, task), end, memory: memoryOn(this.#node, task) });
    this.#spans.sort((a, b) => a.end - b.end);
  }

  #earliest(seconds: number, memory: number): number {
    if (this.#isFree(0, seconds, memory)) return 0;
    // What could not begin before begins when something ends.
    for (const { end } of this.#spans) if (this.#isFree(end, seconds, memory)) return end;
    throw new Error('defect: a node without room after its last task');
  }

  /** Use only grows when something begins, so that it is enough to look there. */
  #isFree(begin: number, seconds: number, memory: number): boolean {
    const { cores, memory: budget } = this.#node.machine;
    const during = this.#spans.filter((span) => span.begin < begin + seconds && span.end > begin);
    const instants = [begin, ...during.map((span) => span.begin).filter((at) => at > begin)];
    return instants.every((at) => {
      const beside = during.filter((span) => span.begin <= at && span.end > at);
      const used = beside.reduce((sum, span) => sum + span.memory, 0);
      return beside.length < cores.count && used + memory <= budget.budget;
    });
  }
}

/** A task that has the node to itself. */
function secondsOn({ machine, speed }: FleetNode, { loadWork, computeSeconds }: SimTask): number {
  const { latency, perLoad } = machine.storage;
  return latency + loadWork / perLoad + computeSeconds / speed;
}

/** Orders in which tasks are placed: largest file first, longest first, most memory x time first. The best of them counts. */
export function ordersOf(tasks: readonly SimTask[]): readonly (readonly number[])[] {
  const by = (key: (task: SimTask) => number): number[] => {
    const keys = tasks.map(key);
    return [...tasks.keys()].sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0));
  };
  return [
    by(({ bytes }) => bytes),
    by(({ computeSeconds }) => computeSeconds),
    by((t) => t.growth * t.computeSeconds),
  ];
}

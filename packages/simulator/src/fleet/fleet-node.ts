import type { SimMachine, SimTask } from '../machine/sim-machine.ts';

/** A machine that takes part in a batch of several. */
export interface FleetNode {
  readonly name: string;
  readonly machine: SimMachine;
  /** Everything is computed this many times as fast as the tasks say. */
  readonly speed: number;
}

/** The tasks as they are on this node. */
export function tasksOn({ speed }: FleetNode, tasks: readonly SimTask[]): readonly SimTask[] {
  return tasks.map((task) => ({ ...task, computeSeconds: task.computeSeconds / speed }));
}

/** What the worker of a task holds at its high-water mark on this node. */
export const memoryOn = ({ machine }: FleetNode, { growth }: SimTask): number =>
  machine.process.base + growth;

/** Whether a task has room on a node that has nothing else to do. */
export function hasRoomFor(node: FleetNode, task: SimTask): boolean {
  return memoryOn(node, task) <= node.machine.memory.budget;
}

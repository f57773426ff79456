import {
  memoryDualFeasible,
  memoryPigeonhole,
  memoryTime,
  seatPigeonhole,
  seatTime,
} from './memory-and-seat-bounds.ts';
import { coreTime, criticalTask, storageWithTails } from './storage-and-core-bounds.ts';
import { type Machine, type TaskColumns, type TaskNeeds, taskColumns } from './task-columns.ts';

export type BindingResource = 'storage' | 'cores' | 'memory' | 'seats' | 'task';

export interface LowerBound {
  readonly name: LowerBoundName;
  readonly resource: BindingResource;
  /** No schedule is faster. */
  readonly seconds: number;
}

export type LowerBoundName =
  | 'critical-task'
  | 'storage-with-tails'
  | 'core-time'
  | 'memory-time'
  | 'memory-dual-feasible'
  | 'memory-pigeonhole'
  | 'seat-time'
  | 'seat-pigeonhole';

export interface LowerBounds {
  /** Every bound, in the order of the names above. */
  readonly bounds: readonly LowerBound[];
  /** The tightest bound: it names the binding resource. */
  readonly largest: LowerBound;
}

type Rule = readonly [LowerBoundName, BindingResource, (columns: TaskColumns) => number];

const CRITICAL: Rule = ['critical-task', 'task', criticalTask];
const OTHERS: readonly Rule[] = [
  ['storage-with-tails', 'storage', storageWithTails],
  ['core-time', 'cores', coreTime],
  ['memory-time', 'memory', memoryTime],
  ['memory-dual-feasible', 'memory', memoryDualFeasible],
  ['memory-pigeonhole', 'memory', memoryPigeonhole],
  ['seat-time', 'seats', seatTime],
  ['seat-pigeonhole', 'seats', seatPigeonhole],
];

/**
 * Lower bounds on the makespan of a batch: whatever the order, no schedule ends sooner.
 *
 * They hold for tasks that load (latency, then bytes at no more than b1 each and Bmax together), then compute on at
 * most one core at a time, which tasks may share in turns, hold at least `memory` while they compute, and hold their seats from start to end. Each
 * rule states its formula. The work grows as n log n (one sort of the tasks, two of single columns). Throws RangeError
 * for amounts that are negative or not finite, and for a machine that lacks a resource.
 */
export function lowerBounds(tasks: readonly TaskNeeds[], machine: Machine): LowerBounds {
  const columns = taskColumns(tasks, machine);
  const bound = ([name, resource, rule]: Rule): LowerBound => ({ name, resource, seconds: rule(columns) });
  const critical = bound(CRITICAL);
  const bounds = [critical, ...OTHERS.map(bound)];
  const largest = bounds.reduce((most, one) => (one.seconds > most.seconds ? one : most), critical);
  return { bounds, largest };
}

import {
  type LowerBound,
  type LowerBounds,
  lowerBounds,
  type Machine,
  type TaskNeeds,
} from '@ballast/resource-model';
import type { MemoryGrowth } from '@ballast/scheduler';
import { bestRate, rampSeconds, type SimMachine, type SimTask, totalRate } from '../machine/sim-machine.ts';

/** The same batch in the form that `lowerBounds` of the resource model takes. */
export function taskNeeds(
  tasks: readonly SimTask[],
  machine: SimMachine,
): { readonly tasks: readonly TaskNeeds[]; readonly machine: Machine } {
  const { storage, memory, cores, process, seats } = machine;
  // The best share of one load over all numbers of loads: the model is never faster.
  const rateAt1 = Math.max(...storage.curve.map(([loads]) => totalRate(storage, loads) / loads));
  const finite = Number.isFinite(seats);
  return {
    tasks: tasks.map(({ loadWork, computeSeconds, growth }) => ({
      bytes: loadWork,
      loadLatency: storage.latency,
      computeSeconds,
      memory: process.base + growth,
      seats: finite ? 1 : 0,
    })),
    machine: {
      cores: cores.count,
      memory: memory.budget,
      seats,
      storage: { rateAt1, maxRate: bestRate(storage) },
    },
  };
}

/**
 * Lower bounds on the makespan of a batch. Nothing loads before the first process has started, `startSeconds` after the
 * start.
 *
 * A task whose memory arrives only while it computes holds on average half of it during that time: memory x time counts
 * half of the ramp, and the bounds that need the whole amount at every instant count none of it.
 */
export function boundsOf(
  tasks: readonly SimTask[],
  machine: SimMachine,
  growth: MemoryGrowth,
): LowerBounds & { readonly seconds: number } {
  const { startSeconds } = machine.process;
  const needs = taskNeeds(tasks, machine);
  const whole = onCores(lowerBounds(needs.tasks, needs.machine), needs, tasks);
  if (growth === 'while-loading') return { ...whole, seconds: whole.largest.seconds + startSeconds };
  const without = (share: number): readonly LowerBound[] => {
    const shortened = needs.tasks.map((task, i) => {
      const ramp = rampSeconds(machine.process, tasks[i], 0);
      return { ...task, computeSeconds: task.computeSeconds - share * ramp };
    });
    return lowerBounds(shortened, needs.machine).bounds;
  };
  const half = without(0.5);
  const none = without(1);
  const bounds = whole.bounds.map((bound, i) => {
    if (bound.resource !== 'memory') return bound;
    return (bound.name === 'memory-time' ? half : none)[i] ?? bound;
  });
  const largest = largestOf(bounds, whole.largest);
  return { bounds, largest, seconds: largest.seconds + startSeconds };
}

/** Tasks that do not always need a core take only that part of core time. */
function onCores(
  all: LowerBounds,
  needs: { readonly tasks: readonly TaskNeeds[]; readonly machine: Machine },
  tasks: readonly SimTask[],
): LowerBounds {
  if (tasks.every(({ duty = 1 }) => duty === 1)) return all;
  const shorter = needs.tasks.map((task, i) => ({
    ...task,
    computeSeconds: task.computeSeconds * (tasks[i]?.duty ?? 1),
  }));
  const cores = lowerBounds(shorter, needs.machine).bounds;
  const bounds = all.bounds.map((bound, i) => (bound.resource === 'cores' ? (cores[i] ?? bound) : bound));
  return { bounds, largest: largestOf(bounds, all.largest) };
}

function largestOf(bounds: readonly LowerBound[], none: LowerBound): LowerBound {
  return bounds.reduce((most, one) => (one.seconds > most.seconds ? one : most), bounds[0] ?? none);
}

import type { SchedulerState } from '@ballast/scheduler';
import type { SimulationOptions } from './options.ts';
import { resultOf, type SimulationResult } from './result.ts';
import { SimNode } from './sim-node.ts';

export type { SimulationOptions } from './options.ts';

/** Simulated seconds without any event of the machine after which the scheduler counts as stuck. */
const STANDSTILL = 3600;

/**
 * Simulates a batch: the scheduler's own `transition` decides, and a model of a machine executes. Seconds and bytes.
 * The same options yield the same result, to the last bit. Throws an error if the scheduler makes no progress.
 */
export function simulate(options: SimulationOptions): SimulationResult {
  const node = new SimNode(options);
  node.post({ type: 'opened' });
  while (!node.isFinished) {
    const next = node.next();
    if (node.stillSince(next) > STANDSTILL) throw standstill(node.state, next);
    node.fire();
  }
  const { machine, tasks, eager } = options;
  const { state, counts } = node;
  const lost = tasks.flatMap((_, task) => (state.tasks.outcomes[task]?.kind === 'succeeded' ? [] : [task]));
  return resultOf(
    node.model,
    { machine, tasks },
    {
      ...counts,
      settled: state.progress.settled,
      lost,
      headStart: eager === undefined ? 0 : eager.workers * eager.secondsEach,
    },
  );
}

function standstill(state: SchedulerState, now: number): Error {
  const active = [...state.tasks.active].map(([id, task]) => `${id}: ${task.state}`).join(', ');
  return new Error(
    `defect: the scheduler makes no progress at ${now.toFixed(0)} s with ${state.tasks.queue.length} tasks waiting and ${active || 'nothing'} in flight`,
  );
}

import { recordSample } from '../flow/record-sample.ts';
import { recordMemoryModel } from '../learning/record-model.ts';
import { recordModels } from '../learning/record-models.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { waitingTasks } from '../state/tasks/line.ts';

/** Ends the batch once nothing is in flight and nothing more will start, here or on another node. */
export function finishWhenDone(state: SchedulerState, step: Step): void {
  if (state.tasks.active.size > 0) return;
  const unsettled = waitingTasks(state) + state.tasks.elsewhere.size;
  const lifecycle = draft(state, 'lifecycle');
  if (lifecycle.mode.kind === 'open' && unsettled > 0) return;
  const ending = endingOf(state, unsettled);
  recordSample(state, step);
  recordMemoryModel(state, step, { always: true });
  recordModels(state, step);
  lifecycle.mode = { kind: 'ended' };
  step.commands.push({
    type: 'record',
    record: {
      type: 'ended',
      at: step.now,
      settled: state.progress.settled,
      unsettled,
      ending,
      storage: storageSeen(state),
    },
  });
  step.commands.push({ type: 'finish' });
}

function endingOf(
  { lifecycle: { mode, storageFault } }: SchedulerState,
  unsettled: number,
): 'complete' | 'drained' | 'cancelled' {
  if (storageFault === null && (mode.kind === 'open' || unsettled === 0)) return 'complete';
  return mode.kind === 'draining' ? 'drained' : 'cancelled';
}

/**
 * The largest rate that was ever delivered, which also counts for one load alone: it may be as fast as several. A mean
 * would be a typical rate, and a lower bound must not assume less than the storage can do.
 */
function storageSeen({ learned }: SchedulerState): { rateAt1: number; maxRate: number } | null {
  const { loadRate } = learned.models;
  // As long as no window was limited by the storage, it is not known what the storage could deliver.
  if (loadRate.cells.every(({ weight }) => weight === 0)) return null;
  const maxRate = Math.round(loadRate.fastest);
  return { rateAt1: maxRate, maxRate };
}

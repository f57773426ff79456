import { loadRateModel, PERMIT_GRID } from '@ballast/resource-model';
import { recordSample } from '../flow/record-sample.ts';
import { recordMemoryModel } from '../learning/record-model.ts';
import { draft } from '../state/draft.ts';
import { waitingTasks } from '../state/line.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';

/** Ends the batch once nothing is in flight and nothing more will start. */
export function finishWhenDone(state: SchedulerState, step: Step): void {
  if (state.tasks.active.size > 0) return;
  const unsettled = waitingTasks(state);
  const lifecycle = draft(state, 'lifecycle');
  if (lifecycle.mode.kind === 'open' && unsettled > 0) return;
  const ending = endingOf(state, unsettled);
  recordSample(state, step);
  recordMemoryModel(state, step, { always: true });
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

/** The largest rate seen, and the rate of one load alone: the largest one unless a load was measured alone. */
function storageSeen({ learned }: SchedulerState): { rateAt1: number; maxRate: number } | null {
  const { loadRate } = learned.models;
  const rates = PERMIT_GRID.flatMap((permits, i) =>
    (loadRate.cells[i]?.weight ?? 0) > 0 ? [loadRateModel.rateAt(loadRate, permits) ?? 0] : [],
  );
  if (rates.length === 0) return null;
  const maxRate = Math.round(Math.max(...rates));
  const wasMeasuredAlone = (loadRate.cells[0]?.weight ?? 0) > 0;
  const rateAt1 = wasMeasuredAlone ? Math.round(loadRateModel.rateAt(loadRate, 1) ?? 0) : maxRate;
  return { rateAt1, maxRate };
}

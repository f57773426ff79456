import type { BatchFigures } from '@ballast/reporting';
import type { SchedulerState } from '@ballast/scheduler';
import { saveModels } from '../history/batch-history.ts';
import type { PreparedBatch } from './prepare.ts';

/** Keeps what the batch taught for the next one; a history that cannot be written is no failure of the batch. */
export async function keepHistory(
  { header, historyKey }: PreparedBatch,
  { state, figures }: { readonly state: SchedulerState; readonly figures: BatchFigures },
): Promise<void> {
  if (figures.ending !== 'complete' || figures.outcomes.succeeded === 0) return;
  await saveModels({
    ...historyKey,
    models: state.models,
    makespan: {
      startedAt: header.startedAt,
      seconds: (figures.makespan ?? 0) / 1000,
      inputs: figures.inputs,
      bytes: figures.inputBytes,
      predictedSeconds: null,
      workers: state.nextWorker - 1,
    },
  });
}

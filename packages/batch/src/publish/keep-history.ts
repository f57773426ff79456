import type { BatchFigures } from '@ballast/reporting';
import type { SchedulerState } from '@ballast/scheduler';
import type { JournalHeader } from '@ballast/scheduler/journal';
import { type BatchLearned, saveModels } from '../learned/batch-history.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';

/** Stores what the batch taught for the next one. Returns a warning if the history cannot be written, otherwise null. */
export async function keepHistory(
  { header, historyKey }: PreparedBatch,
  { state, figures }: { readonly state: SchedulerState; readonly figures: BatchFigures },
): Promise<string | null> {
  if (figures.ending !== 'complete' || figures.outcomes.succeeded === 0) return null;
  return saveModels({
    ...historyKey,
    models: state.learned.models,
    // The makespan of a part is not that of the whole.
    makespan: figures.kept > 0 || figures.resumed > 0 ? null : makespanOf(header, figures, state),
  });
}

function makespanOf(
  header: JournalHeader,
  figures: BatchFigures,
  state: SchedulerState,
): NonNullable<BatchLearned['makespan']> {
  return {
    startedAt: header.startedAt,
    seconds: (figures.makespan ?? 0) / 1000,
    inputs: figures.inputs,
    bytes: figures.inputBytes,
    workers: state.workers.next - 1,
  };
}

import { memoryLimit } from '@ballast/profiler';
import type { BatchFigures } from '@ballast/reporting';
import { type Delivered, loadRateModel } from '@ballast/resource-model';
import type { SchedulerState } from '@ballast/scheduler';
import type { JournalHeader } from '@ballast/scheduler/journal';
import { type BatchLearned, saveModels } from '../learned/batch-history.ts';
import { quickPlan } from '../learned/predict-makespan.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';

/** What a batch has taught. */
export type TaughtState = Pick<SchedulerState, 'inputs' | 'learned' | 'workers'>;

/** Stores what the batch taught for the next one. Returns a warning if the history cannot be written, otherwise null. */
export async function keepHistory(
  prepared: PreparedBatch,
  { state, figures }: { readonly state: TaughtState; readonly figures: BatchFigures },
): Promise<string | null> {
  if (figures.ending !== 'complete' || figures.outcomes.succeeded === 0) return null;
  const { header, historyKey } = prepared;
  const { models } = state.learned;
  const isWhole = figures.kept === 0 && figures.resumed === 0;
  const fitted = isWhole && figures.predicted !== null ? { fitted: fittedMakespan(prepared, state) } : {};
  return saveModels({
    ...historyKey,
    models: { ...models, loadRate: loadRateModel.deliver(models.loadRate, deliveredBy(figures)) },
    // The makespan of a part is not that of the whole.
    makespan: isWhole ? { ...makespanOf(header, figures, state), ...fitted } : null,
  });
}

/** Every file was read once at least: whatever the windows of its loads showed, the storage delivered all of them in that time. */
function deliveredBy({ tasks, makespan }: BatchFigures): Delivered {
  const read = tasks.reduce((sum, task) => {
    return task.outcome?.kind === 'succeeded' && task.admittedAt !== null ? sum + task.size : sum;
  }, 0);
  const seconds = Math.max(1, makespan ?? 0) / 1000;
  return { bytesPerSecond: read / seconds, seconds };
}

/** What the models come to for this batch now that they know it, in seconds. */
function fittedMakespan(
  { batch, resources: { config }, startSeconds }: PreparedBatch,
  { inputs: { sizes, footprints }, learned: { models } }: TaughtState,
): number {
  const files = { sizes: Float64Array.from(sizes), footprints: Float64Array.from(footprints) };
  const conditions = { physicalMemory: memoryLimit().bytes, startSeconds, isOwnTask: batch.task !== null };
  return quickPlan(files, { config: { ...config, models }, ...conditions }).makespan.expected;
}

function makespanOf(
  header: JournalHeader,
  figures: BatchFigures,
  state: TaughtState,
): NonNullable<BatchLearned['makespan']> {
  const { predicted } = figures;
  return {
    startedAt: header.startedAt,
    seconds: (figures.makespan ?? 0) / 1000,
    inputs: figures.inputs,
    bytes: figures.inputBytes,
    workers: state.workers.next - 1,
    ...(predicted === null ? {} : { modelled: predicted.modelled / 1000, learned: predicted.learned }),
  };
}

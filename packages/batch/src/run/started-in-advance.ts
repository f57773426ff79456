import type { Batch } from '@ballast/config';
import type { JournalHeader } from '@ballast/scheduler/journal';
import type { Input } from '../inputs/list.ts';
import type { BatchStart } from '../resume/batch-start.ts';

interface PlannedBatch {
  readonly header: JournalHeader;
  readonly inputs: readonly Input[];
  readonly resources: Batch['resources'];
  readonly start: Pick<BatchStart, 'settled'>;
}

/** Memory of the budget for each process that starts before a task needs it, in bytes: several times what one takes. */
const BUDGET_EACH = 512 * 1024 * 1024;

/**
 * How many processes start while the batch is still planned: as many as are certainly needed soon, and none that the budget or the
 * user might not allow.
 */
export function startedInAdvance({
  header,
  inputs,
  resources: { policy },
  start: { settled },
}: PlannedBatch): number {
  const { cores, budget } = header;
  const waiting = inputs.length - settled.outcomes.filter((outcome) => outcome !== undefined).length;
  const most = policy.kind === 'fixed' ? policy.workers : cores;
  return Math.max(
    0,
    Math.min(cores, waiting, most, budget.workers ?? cores, Math.floor(budget.memory / BUDGET_EACH)),
  );
}

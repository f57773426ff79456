import type { BatchFigures } from './figures.ts';

export type ExitReason = 'all-succeeded' | 'some-did-not' | 'interrupted';

/**
 * How a batch ended, as exit codes report it. `interrupted`: it was stopped before every input had settled, or its journal
 * has no `ended` record. Files that are incomplete, partial, suspect or unstable count as `some-did-not`.
 */
export function exitReason(figures: BatchFigures): ExitReason {
  const { ending, unsettled, outcomes, statuses, inputs } = figures;
  // A batch that is cancelled when nothing waits any more ends as `complete`, with cancelled tasks.
  if (ending !== 'complete' || unsettled > 0 || outcomes.cancelled > 0) return 'interrupted';
  return statuses.succeeded === inputs ? 'all-succeeded' : 'some-did-not';
}

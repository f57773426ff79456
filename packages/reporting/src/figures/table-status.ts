import type { Outcome } from '@ballast/scheduler/journal';

/** What the `status` cell of tables and reports may say, in the order in which counts are listed. */
export const TABLE_STATUSES = [
  'succeeded',
  'incomplete',
  'partial',
  'unstable',
  'failed',
  'out-of-memory',
  'timed-out',
  'hung',
  'worker-lost',
  'seat-denied',
  'refused',
  'cancelled',
  'not-run',
] as const;

export type TableStatus = (typeof TABLE_STATUSES)[number];

/**
 * The `status` cell of one file. A file that could be read may still not be good: `unstable` (its simulation gave
 * up) wins over `partial` (ended before its planned end), which wins over `incomplete` (columns without values).
 * `undefined` is a task that never settled: `not-run`.
 */
export function tableStatus(outcome: Outcome | undefined): TableStatus {
  if (outcome === undefined) return 'not-run';
  if (outcome.kind !== 'succeeded') return outcome.kind;
  if (outcome.completeness !== 'complete') return outcome.completeness;
  return outcome.problems > 0 ? 'incomplete' : 'succeeded';
}

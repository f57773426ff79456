import type { Outcome } from '@ballast/scheduler/journal';

/** What the `status` cell of tables and reports may say, in the order in which counts are listed. */
export const TABLE_STATUSES = [
  'succeeded',
  'incomplete',
  'partial',
  'unstable',
  'failed',
  'missing',
  'wrong-format',
  'wrong-version',
  'no-results',
  'unstable-input',
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

/** Faults of a file that have a word of their own; every other one is `failed`. */
const FAULTS: Readonly<Record<string, TableStatus>> = {
  FILE_NOT_FOUND: 'missing',
  INPUT_MISSING: 'missing',
  FORMAT_UNKNOWN: 'wrong-format',
  FILE_FROM_LATER_VERSION: 'wrong-version',
  DATA_FILE_NOT_SIMULATION: 'no-results',
  INPUT_CHANGED: 'unstable-input',
};

/**
 * The `status` cell of one file. A file that could be read may still not be good: `unstable` (its simulation gave
 * up) wins over `partial` (ended before its planned end), which wins over `incomplete` (columns without values).
 * One that could not: `missing` (it is not there any more), `wrong-format`, `wrong-version` (of the program that wrote it),
 * `no-results` (a model that was not run), `unstable-input` (somebody wrote to it while it was read). `undefined` is a task
 * that never settled: `not-run`.
 */
export function tableStatus(outcome: Outcome | undefined): TableStatus {
  if (outcome === undefined) return 'not-run';
  if (outcome.kind === 'failed') return FAULTS[outcome.fault.code] ?? 'failed';
  if (outcome.kind !== 'succeeded') return outcome.kind;
  if (outcome.completeness !== 'complete') return outcome.completeness;
  return outcome.problems > 0 ? 'incomplete' : 'succeeded';
}

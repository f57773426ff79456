import type { Outcome } from '@ballast/scheduler/journal';

/** The values of the `status` cell of tables and reports, in the order in which counts are listed. */
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

/** Faults of a file that have a status of their own; for any other it is `failed`. */
const FAULTS: Readonly<Record<string, TableStatus>> = {
  FILE_NOT_FOUND: 'missing',
  INPUT_MISSING: 'missing',
  FORMAT_UNKNOWN: 'wrong-format',
  FILE_FROM_LATER_VERSION: 'wrong-version',
  DATA_FILE_NOT_SIMULATION: 'no-results',
  INPUT_CHANGED: 'unstable-input',
};

/**
 * The `status` cell of one file. Of a file that was read, the worst that is true of it: `unstable` (its simulation
 * diverged), `partial` (its simulation ended early), `incomplete` (columns without values). Of a file that could not be
 * read: `missing` (it no longer exists), `wrong-format`, `wrong-version` (a newer version wrote it), `no-results` (a model
 * that was not run), `unstable-input` (it changed while it was being read). `undefined` is a task that never settled:
 * `not-run`.
 */
export function tableStatus(outcome: Outcome | undefined): TableStatus {
  if (outcome === undefined) return 'not-run';
  if (outcome.kind === 'failed') return FAULTS[outcome.fault.code] ?? 'failed';
  if (outcome.kind !== 'succeeded') return outcome.kind;
  if (outcome.completeness !== 'complete') return outcome.completeness;
  return outcome.problems > 0 ? 'incomplete' : 'succeeded';
}

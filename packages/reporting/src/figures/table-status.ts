import type { Fault } from '@ballast/resource-model';
import type { Outcome } from '@ballast/scheduler/journal';

/** The values of the `status` cell of tables and reports, in the order in which counts are listed. */
export const TABLE_STATUSES = [
  'succeeded',
  'incomplete',
  'partial',
  'suspect',
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

/**
 * The `status` cell of one file. Of a file that was read, the worst that is true of it: `unstable` (its simulation
 * diverged), `suspect` (its values are not to be trusted), `partial` (it ended early or was used only in part), `incomplete` (columns
 * without values). Of a file that could not be
 * read: `missing` (it no longer exists), `wrong-format`, `wrong-version` (a newer version wrote it), `no-results` (a model
 * that was not run), `unstable-input` (it changed while it was being read). `undefined` is a task that never settled:
 * `not-run`.
 */
export function tableStatus(outcome: Outcome | undefined): TableStatus {
  if (outcome === undefined) return 'not-run';
  if (outcome.kind === 'failed') return faultStatus(outcome.fault);
  if (outcome.kind !== 'succeeded') return outcome.kind;
  if (outcome.completeness !== 'complete') return outcome.completeness;
  return outcome.problems > 0 ? 'incomplete' : 'succeeded';
}

function faultStatus(fault: Fault): TableStatus {
  const { class: meaning } = fault;
  if (meaning === undefined) return 'failed';
  switch (meaning) {
    case 'input-missing':
      return 'missing';
    case 'input-changed':
      return 'unstable-input';
    case 'wrong-format':
    case 'wrong-version':
    case 'no-results':
      return meaning;
    case 'seat':
    case 'input-unavailable':
    case 'storage-full':
    case 'output':
      return 'failed';
  }
}

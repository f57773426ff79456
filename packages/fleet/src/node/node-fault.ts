import type { Fault } from '@ballast/resource-model';
import type { Outcome } from '@ballast/scheduler/journal';

/** What another machine may see otherwise: its licence, its mounts, its disk. */
const CLASSES: ReadonlySet<Fault['class']> = new Set([
  'seat',
  'input-missing',
  'input-unavailable',
  'storage-full',
  'output',
]);
/** The same for faults without a class: permissions, a library, a program of the user's own. */
const CODES: ReadonlySet<string> = new Set([
  'FILE_UNREADABLE',
  'INPUT_NOT_LISTED',
  'LIBRARY_UNUSABLE',
  'LIBRARY_OF_OTHER_VERSION',
  'FUNCTION_NOT_IN_VERSION',
  'TASK_NOT_STARTED',
  'TASK_FUNCTION_MISSING',
]);

/** The fault of an attempt that says something of this machine and nothing of the file; null for any other end. */
export function faultOfNode(outcome: Outcome): Fault | null {
  if (outcome.kind === 'seat-denied') return outcome.fault;
  if (outcome.kind !== 'failed') return null;
  const { fault } = outcome;
  return CLASSES.has(fault.class) || CODES.has(fault.code) ? fault : null;
}

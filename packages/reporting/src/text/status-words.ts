import type { TableStatus } from '../figures/table-status.ts';

/** How the text at the end of a batch describes the files with one status. */
export interface StatusWords {
  readonly status: TableStatus;
  /** For use after `1 file`. */
  readonly one: string;
  /** For use after `3 files`; absent if it is the same as `one`. */
  readonly many?: string;
  /** What to do next. */
  readonly next: string;
}

/** All but `succeeded` and `not-run`, worst first. */
export const STATUS_WORDS: readonly StatusWords[] = [
  { status: 'failed', one: 'failed', next: 'follow the reason beside each file' },
  {
    status: 'missing',
    one: 'is missing',
    many: 'are missing',
    next: 'check whether something moves or deletes them, or whether the storage was unavailable, then run the batch again',
  },
  {
    status: 'wrong-format',
    one: 'is not in the format of the reader',
    many: 'are not in the format of the reader',
    next: 'exclude them from the inputs, or name the reader for their format',
  },
  {
    status: 'wrong-version',
    one: 'was written by a newer version than that of the library',
    many: 'were written by a newer version than that of the library',
    next: 'use a library of at least that version',
  },
  {
    status: 'no-results',
    one: 'has a model but no results',
    many: 'have a model but no results',
    next: 'run the simulations first, then use the simulation files that this saves',
  },
  {
    status: 'unstable-input',
    one: 'changed while it was being read',
    many: 'changed while they were being read',
    next: 'run the batch again when nothing writes to them any more',
  },
  {
    status: 'worker-lost',
    one: 'lost the worker process',
    next: 'exclude those that were also tried alone: the file, or the library that reads it, is at fault; run the others again',
  },
  {
    status: 'out-of-memory',
    one: 'ran out of memory',
    next: 'give the batch a larger memory budget, or run them on a machine with more memory',
  },
  {
    status: 'timed-out',
    one: 'timed out',
    next: 'raise `resources.timeout` if they may take longer',
  },
  {
    status: 'hung',
    one: 'made no progress',
    next: 'run one of them alone; if it hangs again, the file, or the library that reads it, is at fault',
  },
  {
    status: 'seat-denied',
    one: 'was denied a licence',
    many: 'were denied a licence',
    next: 'free licence seats, or let the batch use fewer at a time',
  },
  {
    status: 'refused',
    one: 'can never fit in memory',
    next: 'give the batch a larger memory budget, or run them on a machine with more memory',
  },
  { status: 'cancelled', one: 'was cancelled', many: 'were cancelled', next: 'run them again' },
  {
    status: 'unstable',
    one: 'comes from an unstable simulation',
    many: 'come from an unstable simulation',
    next: 'do not rely on their values: they are in the tables, marked as unstable',
  },
  {
    status: 'suspect',
    one: 'has values that are not to be trusted',
    many: 'have values that are not to be trusted',
    next: 'read the warning of each, then write or simulate it again: their values are in the tables, marked as suspect',
  },
  {
    status: 'partial',
    one: 'ended early or was used only in part',
    many: 'ended early or were used only in part',
    next: 'their values are in the tables, marked as partial, and cover only the part that was read',
  },
  {
    status: 'incomplete',
    one: 'lacks some columns',
    many: 'lack some columns',
    next: 'check the names of objects and variables in the batch; the rest of their values is in the tables',
  },
];

/** What to do next about files that were not run. */
export const NEXT_OF_NOT_RUN = 'run the batch again';

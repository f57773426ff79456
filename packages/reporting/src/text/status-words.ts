import type { TableStatus } from '../figures/table-status.ts';

/** How the end of a batch speaks of the files with one status. */
export interface StatusWords {
  readonly status: TableStatus;
  /** In the past tense, to follow `1 file` and `3 files` alike. */
  readonly what: string;
  /** What to do about it. */
  readonly next: string;
}

/** All but `succeeded` and `not-run`, worst first. */
export const STATUS_WORDS: readonly StatusWords[] = [
  { status: 'failed', what: 'failed', next: 'do what the reason beside each file says' },
  {
    status: 'missing',
    what: 'got lost',
    next: 'check whether something moves or deletes them, or whether the storage was away, and run the batch again',
  },
  {
    status: 'wrong-format',
    what: 'had another format',
    next: 'leave them out of the inputs, or name the reader that they are for',
  },
  {
    status: 'wrong-version',
    what: 'came from a later version than the library',
    next: 'use a library of at least that version',
  },
  {
    status: 'no-results',
    what: 'held a model without results',
    next: 'run them first, and give the simulation files that this saves',
  },
  {
    status: 'unstable-input',
    what: 'changed while it was read',
    next: 'run the batch again when whatever writes them is done',
  },
  {
    status: 'worker-lost',
    what: 'lost the worker process',
    next: 'leave out those that were tried with nothing beside them: the file or the library that reads it is at fault; run the others again',
  },
  {
    status: 'out-of-memory',
    what: 'ran out of memory',
    next: 'give the batch a larger memory budget or run them on a machine with more memory',
  },
  {
    status: 'timed-out',
    what: 'did not finish in time',
    next: 'raise the time limit of the batch if they may take longer',
  },
  {
    status: 'hung',
    what: 'made no progress',
    next: 'run one of them alone; if it stands still again, the file or the library that reads it is at fault',
  },
  {
    status: 'seat-denied',
    what: 'got no licence',
    next: 'free licence seats, or let the batch use fewer at a time',
  },
  {
    status: 'refused',
    what: 'could never fit',
    next: 'give the batch a larger memory budget or run them on a machine with more memory',
  },
  { status: 'cancelled', what: 'got cancelled', next: 'run them again' },
  {
    status: 'unstable',
    what: 'came from an unstable simulation',
    next: 'do not rely on their values: they are in the tables, marked as unstable',
  },
  {
    status: 'partial',
    what: 'came from a simulation that ended early',
    next: 'their values are in the tables, marked as partial, and cover only the time that was simulated',
  },
  {
    status: 'incomplete',
    what: 'lacked some columns',
    next: 'check the names of objects and variables in the batch; the rest of their values is in the tables',
  },
];

/** What to do about files that a batch did not come to. */
export const NEXT_OF_NOT_RUN = 'run the batch again';

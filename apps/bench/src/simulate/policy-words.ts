import type { ComparedPolicy } from '@ballast/simulator';

/** Descriptions of the policies for the document. */
export const POLICY_WORDS: Readonly<Record<ComparedPolicy, string>> = {
  adaptive:
    "Ballast's own: budgets for memory, loads and cores, learned while the batch runs; nothing is set",
  'fixed 30': '30 workers, all started first, as in the published baseline; without a budget',
  'fixed 15': 'the same with 15',
  'best fixed':
    'the fastest of 1, 2, 3, 4, 6, 8, 12, 16, 24, 30, 45 and 64 workers for each batch, picked afterwards and started on demand; it may exceed the budget',
  'size table':
    '30, 20, 15 or 10 workers for a mean file below 100 MB, 500 MB, 1 GB and above, started first',
  oppnda:
    'a number of workers computed from memory, sizes and cores, and a semaphore that shrinks while memory is short',
  memfree:
    'one more worker whenever the memory predicted for the mean file is free, up to the number of cores',
};

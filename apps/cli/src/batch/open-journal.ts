import { rmSync } from 'node:fs';
import { createJournal, type JournalFile, type JournalHeader } from '@ballast/scheduler/journal';
import { notReady, outputFault } from './output-fault.ts';
import type { OutputFolder } from './output-folder.ts';

/** A new journal whose system errors are faults: STORAGE_FULL, OUTPUT_UNWRITABLE. */
export function openJournal({ journal: file, root }: OutputFolder, header: JournalHeader): JournalFile {
  const journal = begin({ file, root }, header);
  const told = (error: unknown): unknown =>
    outputFault(error, {
      what: 'the batch had to stop: its journal',
      kept: `what was written so far is kept in ${root}`,
      hints: {
        full: `make room on the storage that holds ${root}, then run the batch again`,
        unwritable: 'check the folder and its storage, then run the batch again',
      },
    });
  return {
    append: (records) => {
      try {
        journal.append(records);
      } catch (error) {
        throw told(error);
      }
    },
    sync: () => journal.sync().catch((error: unknown) => Promise.reject(told(error))),
    close: () => journal.close(),
  };
}

/** Nothing has run yet: a journal that cannot be begun is told like an output folder that cannot be written. */
function begin({ file, root }: { file: string; root: string }, header: JournalHeader): JournalFile {
  try {
    return createJournal(file, header);
  } catch (error) {
    // Its first record did not fit.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(file, { force: true });
    throw notReady(error, root);
  }
}

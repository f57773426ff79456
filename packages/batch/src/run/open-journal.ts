import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  type ChainEnd,
  continueJournal,
  createJournal,
  type JournalFile,
  type JournalRecord,
} from '@ballast/scheduler/journal';
import { makeOwnFolder } from '../files/make-folder.ts';
import { modeIn } from '../files/mode-in.ts';
import { discard, placeFile, temporaryOf } from '../files/whole-file.ts';
import { type Disturbance, disturbanceFault } from '../folder/disturbance.ts';
import { notReady, outputFault } from '../folder/faults.ts';
import type { FolderWatch } from '../folder/folder-watch.ts';
import type { JournalWatch } from '../folder/journal-watch.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { renameWithPatience } from '../platform/rename-with-patience.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import type { BatchStart } from '../resume/batch-start.ts';
import { unsyncedResults } from './unsynced-results.ts';

type Opening = Pick<BatchStart, 'continued' | 'header' | 'opening'>;

/** Who may write to the journal: `stillOurs` throws if another process has taken over the folder. */
export interface JournalGuard {
  readonly stillOurs: () => void;
  readonly watch: FolderWatch;
  /** Called with all that this process has written, and the end of the journal with it. */
  readonly appended?: (records: readonly JournalRecord[], end: ChainEnd) => void;
}

/** The journal of a batch that runs. */
export interface BatchJournal extends JournalFile {
  /**
   * Keeps what was written if somebody removed the journal or put another file in its place: the path of the copy, null if
   * there is none. Throws the system's error.
   */
  keep(what: Disturbance['kind']): string | null;
}

/** Time between two looks at the folder, in milliseconds: syncs may follow each other closely. */
const LOOK_EVERY = 1000;

/**
 * The journal of a batch that begins or resumes; its opening records are written already. Its system errors are faults:
 * STORAGE_FULL, OUTPUT_UNWRITABLE. Nothing is appended to a file that is no longer the journal of the folder: fault
 * OUTPUT_DISTURBED.
 */
export async function openJournal(
  output: OutputFolder,
  start: Opening,
  { stillOurs, watch, appended = () => undefined }: JournalGuard,
): Promise<BatchJournal> {
  const { root } = output;
  const journal = await begin(output, start);
  appended(start.opening, journal.end());
  const file = watched(journal, watch, output);
  const results = unsyncedResults(output);
  let lookedAt = Number.NEGATIVE_INFINITY;
  const undisturbed = (): void => {
    if (watch.found !== null) throw disturbanceFault(watch.found, output);
  };
  const lookAround = async (): Promise<void> => {
    if (performance.now() - lookedAt < LOOK_EVERY) return;
    await watch.look();
    lookedAt = performance.now();
  };
  const asFault = (error: unknown): unknown =>
    outputFault(error, {
      what: 'the batch had to stop: its journal',
      kept: `what was written so far is kept in ${root}`,
      hints: {
        full: `make room on the storage that holds ${root}, then run the batch again`,
        unwritable: 'check the folder, its permissions and its storage, then run the batch again',
      },
    });
  return {
    fd: journal.fd,
    append: (records) => {
      stillOurs();
      const kind = file.before();
      if (kind !== null) watch.report({ kind });
      undisturbed();
      try {
        journal.append(records);
        file.after();
      } catch (error) {
        throw asFault(error);
      }
      results.named(records);
      appended(records, journal.end());
    },
    recover: () => {
      stillOurs();
      undisturbed();
      try {
        journal.recover();
        file.after();
      } catch (error) {
        throw asFault(error);
      }
    },
    // Results first: a record counts as on storage only if what it names is.
    sync: async () => {
      try {
        await results.sync();
        await journal.sync();
        await lookAround();
      } catch (error) {
        await watch.look();
        undisturbed();
        throw asFault(error);
      }
      undisturbed();
    },
    keep: file.keep,
    end: () => journal.end(),
    close: () => {
      file.closed();
      journal.close();
    },
  };
}

function watched(journal: JournalFile, watch: FolderWatch, { root }: OutputFolder): JournalWatch {
  try {
    return watch.journal(journal.fd);
  } catch (error) {
    journal.close();
    throw notReady(error, root);
  }
}

/** Nothing has run yet: a journal that cannot be begun is reported like an output folder that cannot be written. */
async function begin(output: OutputFolder, { continued, header, opening }: Opening): Promise<JournalFile> {
  try {
    if (continued === null) return await beginWhole(output, { header, opening });
    const journal = continueJournal(output.journal, continued);
    journal.append(opening);
    return journal;
  } catch (error) {
    throw notReady(error, output.root);
  }
}

/** A new journal gets its name with all of its opening records, or not at all. */
async function beginWhole(
  output: OutputFolder,
  { header, opening }: Pick<Opening, 'header' | 'opening'>,
): Promise<JournalFile> {
  const work = path.dirname(output.plan);
  const growing = temporaryOf(path.join(work, path.basename(output.journal)));
  let end: ChainEnd;
  try {
    const journal = createJournal(growing, header, modeIn(output.root));
    try {
      journal.append(opening);
      end = journal.end();
      await journal.sync();
    } finally {
      journal.close();
    }
    await archiveJournal(output);
    await renameWithPatience(growing, output.journal);
  } finally {
    discard(growing);
  }
  await syncFolder(output.root);
  return continueJournal(output.journal, { wholeBytes: statSync(output.journal).size, end });
}

/** Keeps a journal before another one replaces it: no record is ever lost. */
async function archiveJournal({ journal, journals }: OutputFolder): Promise<void> {
  if (statSync(journal, { throwIfNoEntry: false }) === undefined) return;
  makeOwnFolder(journals);
  const taken = new Set(readdirSync(journals));
  let number = 1;
  while (taken.has(`${number}.ndjson`)) number += 1;
  await placeFile(journal, path.join(journals, `${number}.ndjson`));
  await syncFolder(journals);
}

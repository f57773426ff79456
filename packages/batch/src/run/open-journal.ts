import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ChainEnd, continueJournal, createJournal, type JournalFile } from '@ballast/scheduler/journal';
import { makeOwnFolder } from '../files/make-folder.ts';
import { modeIn } from '../files/mode-in.ts';
import { placeFile, temporaryOf } from '../files/whole-file.ts';
import { notReady, outputFault } from '../folder/faults.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { renameWithPatience } from '../platform/rename-with-patience.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import type { BatchStart } from '../resume/batch-start.ts';

type Opening = Pick<BatchStart, 'continued' | 'header' | 'opening'>;

/**
 * The journal of a batch that begins or resumes; its opening records are written already. Its system errors are faults:
 * STORAGE_FULL, OUTPUT_UNWRITABLE. `stillOurs` throws if another process has taken over the folder.
 */
export async function openJournal(
  output: OutputFolder,
  start: Opening,
  stillOurs: () => void,
): Promise<JournalFile> {
  const { root } = output;
  const journal = await begin(output, start);
  const asFault = (error: unknown): unknown =>
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
      stillOurs();
      try {
        journal.append(records);
      } catch (error) {
        throw asFault(error);
      }
    },
    recover: () => {
      stillOurs();
      try {
        journal.recover();
      } catch (error) {
        throw asFault(error);
      }
    },
    // Results first: a record on storage must not name a file whose name is not on storage.
    sync: () =>
      syncFolder(output.results)
        .then(() => journal.sync())
        .catch((error: unknown) => Promise.reject(asFault(error))),
    end: () => journal.end(),
    close: () => journal.close(),
  };
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
    rmSync(growing, { force: true });
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

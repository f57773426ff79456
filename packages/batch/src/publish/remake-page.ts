import { hostname } from 'node:os';
import path from 'node:path';
import { isAlive } from '@ballast/profiler';
import { type Figures, figuresFold } from '@ballast/reporting';
import { FaultError } from '@ballast/resource-model';
import {
  continueJournal,
  type JournalContents,
  type PublishedFile,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import { writeDurably, writeWhole } from '../files/whole-file.ts';
import { notReady } from '../folder/faults.ts';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import { lockOutput } from '../folder/lock.ts';
import { publishedFile } from './published-file.ts';
import { isPage, pageOf } from './write-page.ts';

export interface RemakeOptions {
  /** Where to write the page; in the output folder if absent, which must then not be in use. */
  readonly out?: string;
  /** Called with one sentence before this process watches for a while whether a lock of another one is in use. */
  readonly notice?: (message: string) => void;
}

/** A page that was made again. */
export interface RemadePage {
  /** Absolute. */
  readonly file: string;
  readonly figures: Figures;
}

/**
 * Makes the page of a batch again from its journal, of whatever version and wherever that breaks off. In the output folder the journal
 * then has the digest of the new page. Faults: REPORT_NO_JOURNAL, OUTPUT_IN_USE, OUTPUT_UNWRITABLE, and those of reading a
 * journal.
 */
export async function remakePage(folder: string, { out, notice }: RemakeOptions = {}): Promise<RemadePage> {
  const output = outputFolder(path.resolve(folder));
  const contents = journalIn(output);
  if (out !== undefined) {
    const file = path.resolve(out);
    const figures = figuresIn(contents);
    await writeWhole(file, [pageOf(output, figures)]).catch((error: unknown) => {
      throw notReady(error, path.dirname(file));
    });
    return { file, figures };
  }
  const lock = await lockOutput(output, notice === undefined ? {} : { notice });
  try {
    return await replaced(output);
  } catch (error) {
    throw notReady(error, output.root);
  } finally {
    lock.release();
  }
}

/** The folder is locked: what its journal says now counts. */
async function replaced(output: OutputFolder): Promise<RemadePage> {
  const contents = journalIn(output);
  const figures = figuresIn(contents);
  const written = await writeDurably(output.page, [pageOf(output, figures)]);
  await recordPage(output, contents, publishedFile(output, output.page, written));
  return { file: output.page, figures };
}

/** What was published is now published with this page. Journals of earlier versions do not name what was published. */
async function recordPage(
  { journal: file }: OutputFolder,
  contents: JournalContents,
  page: PublishedFile,
): Promise<void> {
  const { published, publishedFiles, at } = replayJournal(contents);
  if (!published || publishedFiles === null) return;
  const last = contents.records.findLast((record) => record.type === 'published');
  const licences = last?.licences === undefined ? {} : { licences: last.licences };
  const files = [...publishedFiles.filter((one) => !isPage(one)), page];
  const journal = continueJournal(file, contents);
  try {
    journal.append([{ type: 'published', at, ...licences, files }]);
    await journal.sync();
  } finally {
    journal.close();
  }
}

function figuresIn({ header, records, ...reading }: JournalContents): Figures {
  const fold = figuresFold(header);
  let process = { host: header.host, pid: header.pid };
  for (const record of records) {
    fold.take(record);
    if (record.type === 'resumed') process = { host: record.host, pid: record.pid };
  }
  const isRunning = process.host === hostname() && isAlive(process.pid);
  return fold.figures({ ...reading, isRunning });
}

function journalIn({ root, journal }: OutputFolder): JournalContents {
  try {
    return readJournal(journal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    throw new FaultError({
      code: 'REPORT_NO_JOURNAL',
      message: `${root} contains no journal of a batch`,
      hint: `name the output folder of a batch: the one that contains ${path.basename(journal)}`,
    });
  }
}

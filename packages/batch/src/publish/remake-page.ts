import path from 'node:path';
import type { Figures } from '@ballast/reporting';
import type { Milliseconds } from '@ballast/resource-model';
import {
  type Continued,
  continueJournal,
  type JournalContents,
  type JournalHeader,
  type PublishedFile,
  type RecordOf,
  type Replay,
  replayJournal,
} from '@ballast/scheduler/journal';
import { writeDurably, writeWhole } from '../files/whole-file.ts';
import { notReady } from '../folder/faults.ts';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import { lockOutput } from '../folder/lock.ts';
import { withAdditions } from '../page/additions.ts';
import { type BaselineChoice, baselineFolder } from '../page/baseline-folder.ts';
import { describedBatch } from '../page/described-batch.ts';
import { figuresIn, journalIn, requireJournal, resultsIn } from '../page/read-folder.ts';
import { isPage, pageText } from '../page/write-page.ts';
import { publishedFile } from './published-file.ts';

export interface RemakeOptions {
  /** Where to write the page; in the output folder if absent, which must then not be in use. */
  readonly out?: string;
  /** Output folder of an earlier batch to compare with. */
  readonly baseline?: string;
  /** Where the last batch with the same name wrote: compared with if no other is named, and none was moved aside for this one. */
  readonly lastBatch?: string;
  /** Called with one sentence before this process watches for a while whether a lock of another one is in use. */
  readonly notice?: (message: string) => void;
}

/** A page that was made again. */
export interface RemadePage {
  /** Absolute. */
  readonly file: string;
  readonly figures: Figures;
  /** A sentence for each part that could not be made. */
  readonly warnings: readonly string[];
}

/**
 * Makes the page of a batch again from its journal, of whatever version and wherever that breaks off. In the output folder the journal
 * then has the digest of the new page. Faults: REPORT_NO_JOURNAL, OUTPUT_IN_USE, OUTPUT_UNWRITABLE, and those of reading a
 * journal.
 */
export async function remakePage(
  folder: string,
  { out, baseline, lastBatch, notice }: RemakeOptions = {},
): Promise<RemadePage> {
  const output = outputFolder(path.resolve(folder));
  const before = { named: absolute(baseline), last: absolute(lastBatch) };
  // A folder that somebody names has to be one of a batch.
  if (before.named !== null) journalIn(outputFolder(before.named));
  requireJournal(output);
  if (out !== undefined) {
    const file = path.resolve(out);
    const { text, ...made } = madeAgain(output, takenFrom(journalIn(output)), before);
    await writeWhole(file, [text]).catch((error: unknown) => {
      throw notReady(error, path.dirname(file));
    });
    return { file, ...made };
  }
  const lock = await lockOutput(output, notice === undefined ? {} : { notice });
  try {
    return await replaced(output, before);
  } catch (error) {
    throw notReady(error, output.root);
  } finally {
    lock.release();
  }
}

/** The folder is locked: what its journal says now counts. */
async function replaced(output: OutputFolder, baseline: BaselineChoice): Promise<RemadePage> {
  const taken = takenFrom(journalIn(output));
  const { text, ...made } = madeAgain(output, taken, baseline);
  const written = await writeDurably(output.page, [text]);
  await recordPage(output, taken, publishedFile(output, output.page, written));
  return { file: output.page, ...made };
}

/** What is needed of a journal. Its records, of which a large batch has hundreds of MB, can go. */
interface TakenJournal extends Continued {
  readonly header: JournalHeader;
  readonly figures: Figures;
  readonly outcomes: Replay['outcomes'];
  readonly published: boolean;
  readonly at: Milliseconds;
  /** The last record about it; null if there is none. */
  readonly last: RecordOf<'published'> | null;
}

function takenFrom(contents: JournalContents): TakenJournal {
  const { header, records, wholeBytes, end } = contents;
  const { outcomes, published, at } = replayJournal(contents);
  const last = records.findLast((record) => record.type === 'published') ?? null;
  return { header, figures: figuresIn(contents), outcomes, published, at, last, wholeBytes, end };
}

function absolute(folder: string | undefined): string | null {
  return folder === undefined ? null : path.resolve(folder);
}

function madeAgain(
  output: OutputFolder,
  taken: TakenJournal,
  baseline: BaselineChoice,
): Omit<RemadePage, 'file'> & { readonly text: string } {
  const described = describedBatch(output);
  const found = withAdditions(taken.figures, {
    output,
    described,
    results: resultsIn(output, taken, described),
    files: taken.last?.files ?? [],
    baseline: baselineFolder(output, baseline),
  });
  return { ...found, text: pageText({ figures: found.figures, described }) };
}

/** What was published is now published with this page. Journals of earlier versions do not name what was published. */
async function recordPage(
  { journal: file }: OutputFolder,
  { published, last, at, ...continued }: TakenJournal,
  page: PublishedFile,
): Promise<void> {
  if (!published || last?.files === undefined) return;
  const licences = last.licences === undefined ? {} : { licences: last.licences };
  const files = [...last.files.filter((one) => !isPage(one)), page];
  const journal = continueJournal(file, continued);
  try {
    journal.append([{ type: 'published', at, ...licences, files }]);
    await journal.sync();
  } finally {
    journal.close();
  }
}

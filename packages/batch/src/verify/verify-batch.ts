import path from 'node:path';
import { FaultError, isFault } from '@ballast/resource-model';
import {
  type JournalContents,
  type JournalDamage,
  type Replay,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import { difference, digestOfFile, statOfFile, type Written } from '../files/digest.ts';
import { changedOutputs } from '../folder/changed-outputs.ts';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import type { Difference } from './difference.ts';
import { inputDifferences } from './inputs.ts';
import { checkResults } from './results.ts';

/** What was compared with the journal of a batch. */
export interface Verification {
  /** Absolute. */
  readonly root: string;
  readonly differences: readonly Difference[];
  /** Files that were compared: results with their time series, and tables with the report. */
  readonly results: number;
  readonly outputs: number;
  /** Inputs that were compared; null if none was to be. */
  readonly inputs: number | null;
  /** Results of an earlier version of Ballast, which have no checksum. */
  readonly unchecked: number;
  /** Whether tables and report contain everything that the journal records: only then are they compared. */
  readonly published: boolean;
}

export interface VerifyOptions {
  /** Compare the inputs too: their sizes and times, and what the batch has hashed of their contents. */
  readonly inputs?: boolean;
}

/**
 * Compares everything that a batch left in its output folder with what its journal says was written; only reads. The folder
 * need not be locked: a batch may be running there. Fault: NOTHING_TO_VERIFY.
 */
export async function verifyBatch(folder: string, options: VerifyOptions = {}): Promise<Verification> {
  const output = outputFolder(path.resolve(folder));
  if (!isThere(output.journal) && !isThere(output.plan)) throw nothingToVerify(output.root);
  const read = journalIn(output);
  if ('reason' in read) return unreadable(output.root, read.reason);
  const { contents, replay } = read;
  const { differences: damaged, compared, unchecked } = checkResults(output.root, replay);
  const published = replay.published ? replay.publishedFiles : null;
  const changed = published === null ? [] : changedOutputs(output, published, true);
  const inputs = options.inputs === true ? await inputDifferences(output, contents.header, replay) : null;
  return {
    root: output.root,
    differences: [
      ...contents.damage.map((one) => ({ ...JOURNAL, reason: damageText(one) })),
      ...fixedDifferences(output, contents),
      ...damaged,
      ...changed.map((one) => ofOutput(output, one)),
      ...(inputs?.differences ?? []),
    ],
    results: compared,
    outputs: published?.length ?? 0,
    inputs: inputs?.compared ?? null,
    unchecked,
    published: replay.published,
  };
}

function isThere(file: string): boolean {
  return statOfFile(file) !== null;
}

type JournalRead =
  | { readonly contents: JournalContents; readonly replay: Replay }
  | { readonly reason: string };

function journalIn({ journal }: OutputFolder): JournalRead {
  if (!isThere(journal)) return { reason: 'the file is missing' };
  try {
    const contents = readJournal(journal);
    return { contents, replay: replayJournal(contents) };
  } catch (error) {
    if (isFault(error)) return { reason: error.message };
    throw error;
  }
}

const JOURNAL = { what: 'journal', name: 'journal.ndjson', input: null } as const;

function damageText({ line, field, problem }: JournalDamage): string {
  return `line ${line}${field === null ? '' : `, field ${field}`}: ${problem}`;
}

/** Without its journal nothing says what was written. */
function unreadable(root: string, reason: string): Verification {
  const none = { results: 0, outputs: 0, inputs: null, unchecked: 0 };
  return { root, differences: [{ ...JOURNAL, reason }], ...none, published: false };
}

/** The plan and the effective batch, whose hashes are in the header. */
function fixedDifferences(
  { root, plan, effectiveBatch }: OutputFolder,
  { header: { planHash, batchHash } }: JournalContents,
): Difference[] {
  const wanted = [
    { what: 'plan', file: plan, sha256: planHash },
    { what: 'batch', file: effectiveBatch, sha256: batchHash },
  ] as const;
  return wanted.flatMap(({ what, file, sha256 }) => {
    const found = digestOrReason(file);
    const reason = typeof found === 'string' ? found : difference(asWritten(sha256, found), found);
    const name = path.relative(root, file).split(path.sep).join('/');
    return reason === null ? [] : [{ what, name, input: null, reason }];
  });
}

/** The journal has no sizes of these: they differ by content alone. */
function asWritten(sha256: string | undefined, found: Written | null): Written | null {
  return sha256 === undefined || found === null ? null : { bytes: found.bytes, sha256 };
}

function digestOrReason(file: string): Written | string | null {
  try {
    return digestOfFile(file);
  } catch (error) {
    return (error as Error).message;
  }
}

function ofOutput(
  { root, report, page }: OutputFolder,
  { name, reason }: { readonly name: string; readonly reason: string },
): Difference {
  const file = path.resolve(root, name);
  const what = file === report || file === page ? 'report' : 'table';
  return { what, name, input: null, reason };
}

function nothingToVerify(root: string): FaultError {
  return new FaultError({
    code: 'NOTHING_TO_VERIFY',
    message: `${root} is not the output folder of a batch`,
    hint: 'name the folder with journal.ndjson',
    details: { path: root },
  });
}

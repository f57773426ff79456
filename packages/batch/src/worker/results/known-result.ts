import type { ReadPlan } from '@ballast/results-model';
import type { WrittenFile } from '@ballast/scheduler/worker';
import {
  difference,
  differenceInSize,
  digestOf,
  digestOfFile,
  readPart,
  type Written,
} from '../../files/digest.ts';
import { placeOfTask } from '../../folder/result-names.ts';
import { type SamplesFile, samplesOf } from './samples-of.ts';
import { type ReadPart, type Stored, storedResult } from './stored-result.ts';

/** A published result with its time series, as a journal describes it; JSON-serialisable. */
export interface KnownResult {
  /** Absolute path; its time series are next to it. */
  readonly file: string;
  /** Where it begins in a file of several results; null if it is the whole file. */
  readonly offset: number | null;
  /** Its name in the journal. */
  readonly name: string;
  /** The result first, then its time series; null if the journal does not have them, as before version 3. */
  readonly files: readonly WrittenFile[] | null;
}

export type Known =
  | { readonly ok: true; readonly known: KnownResult }
  | { readonly ok: false; readonly reason: string };

/** What a journal says about a task that succeeded. */
export interface Claim {
  readonly task: number;
  readonly result: string | null;
  readonly files?: readonly WrittenFile[] | undefined;
}

/**
 * Believes a journal only if it names a result of this very task, below `root`, and exactly the files that the plan gives.
 * Journals before version 3 may name the result of an input that had another number before.
 */
export function knownResult(root: string, { task, result: name, files }: Claim, plan: ReadPlan): Known {
  const place = name === null ? null : placeOfTask(root, { name, task: files === undefined ? null : task });
  if (name === null || place === null)
    return { ok: false, reason: 'the journal names no result of this file' };
  // Only the journal knows how long it is.
  if (files === undefined && place.isEntry)
    return { ok: false, reason: 'the journal does not have its length' };
  if (files !== undefined && !areThose(files, name, plan))
    return { ok: false, reason: 'the journal names other files than were written' };
  const { file, offset } = place;
  return { ok: true, known: { file, offset, name, files: files ?? null } };
}

/** The result, then its time series. */
function areThose(files: readonly WrittenFile[], result: string, { samples }: ReadPlan): boolean {
  if (files.length !== samples.length + 1 || files[0]?.name !== result) return false;
  return samples.every((one, i) => files[i + 1]?.name === samplesOf(result, one));
}

/** What was written as the result, or as one file of its time series; null if that is unknown. */
function writtenOf({ name, files }: KnownResult, samples: SamplesFile | null): Written | null {
  const wanted = samples === null ? name : samplesOf(name, samples);
  return files?.find((one) => one.name === wanted) ?? null;
}

/** Whether a result is still what was written; reads it whole. False as well if the journal has no digest. */
export function isAsWritten(known: KnownResult, read: ReadPart = readPart): boolean {
  const expected = writtenOf(known, null);
  if (expected === null) return false;
  try {
    const part = known.offset === null ? null : { offset: known.offset, bytes: expected.bytes };
    const content = read(known.file, part);
    return difference(expected, content === null ? null : digestOf(content)) === null;
  } catch {
    return false;
  }
}

/** Reads and checks a result. */
export function readKnown(known: KnownResult, read?: ReadPart): Stored {
  return storedResult(known, writtenOf(known, null), read);
}

export type Samples =
  | { readonly ok: true; readonly path: string; readonly written: Written }
  | { readonly ok: false; readonly reason: string };

/** Checks one file of the time series of a result: reads it whole. */
export function checkSamples(known: KnownResult, samples: SamplesFile): Samples {
  const file = samplesOf(known.file, samples);
  try {
    const found = digestOfFile(file);
    const reason = difference(writtenOf(known, samples), found);
    return found === null || reason !== null
      ? { ok: false, reason: ofSamples(reason ?? '') }
      : { ok: true, path: file, written: found };
  } catch (error) {
    return { ok: false, reason: ofSamples((error as Error).message) };
  }
}

/** Whether the result and its time series exist with their sizes; a reason if they do not. Opens nothing. */
export function missingOf(known: KnownResult, plan: ReadPlan): string | null {
  for (const samples of [null, ...plan.samples]) {
    const file = samples === null ? known.file : samplesOf(known.file, samples);
    const reason = differenceInSize(writtenOf(known, samples), file, samples === null ? known.offset : null);
    if (reason !== null) return samples === null ? reason : ofSamples(reason);
  }
  return null;
}

/** Checks every file of a result, whole; a reason if one is not what was written. */
export function damageOf(known: KnownResult, plan: ReadPlan): string | null {
  const stored = readKnown(known);
  if (!stored.ok) return stored.reason;
  for (const samples of plan.samples) {
    const checked = checkSamples(known, samples);
    if (!checked.ok) return checked.reason;
  }
  return null;
}

function ofSamples(reason: string): string {
  return `its time series: ${reason}`;
}

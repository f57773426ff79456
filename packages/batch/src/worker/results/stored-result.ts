import type { FileResult } from '@ballast/results-model';
import { difference, digestOf, readPart, type Written } from '../../files/digest.ts';
import { writeWhole } from '../../files/whole-file.ts';
import type { PlacedResult } from '../../folder/result-names.ts';
import type { InputIdentity } from '../../inputs/identity.ts';
import { type LinesOfResult, readResult, type StoredResult } from './result-bytes.ts';

/** An input when it was listed; `modified` is null for anything that is not a readable file. */
export interface ListedState {
  readonly size: number;
  readonly modified: number | null;
}

export type Stored =
  | {
      readonly ok: true;
      readonly result: StoredResult;
      readonly lines: LinesOfResult;
      readonly written: Written;
    }
  /** `reason`: the end of a sentence, for users. */
  | { readonly ok: false; readonly reason: string };

/** How a file is read, or a part of it. */
export type ReadPart = typeof readPart;

/** Reads a result once: what is parsed is what was compared. `expected`: null if it is unknown. Never throws. */
export function storedResult(
  { file, offset }: PlacedResult,
  expected: Written | null,
  read: ReadPart = readPart,
): Stored {
  try {
    const content = read(file, offset === null ? null : { offset, bytes: expected?.bytes ?? 0 });
    const written = content === null ? null : digestOf(content);
    const reason = difference(expected, written);
    if (content === null || written === null || reason !== null) return { ok: false, reason: reason ?? '' };
    const found = readResult(content);
    return found === null ? { ok: false, reason: 'it is not a result' } : { ok: true, ...found, written };
  } catch (error) {
    return { ok: false, reason: (error as Error).message };
  }
}

/** Whether a result is of the listed state of an input. */
export function isReadFrom({ source }: StoredResult, { size, modified }: ListedState): boolean {
  return source.size === size && source.modified === modified;
}

/** As JSON. Returns what was written; throws the system's error. */
export async function writeResult(file: string, result: FileResult, source: InputIdentity): Promise<Written> {
  return writeWhole(file, [JSON.stringify({ ...result, source } satisfies StoredResult)]);
}

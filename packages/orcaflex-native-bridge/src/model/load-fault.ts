import { statSync } from 'node:fs';
import { FaultError, isFault } from '@ballast/resource-model';
import { binaryFileType } from '../abi/functions/file-calls.ts';
import { type FaultDetails, faultDetails } from '../abi/library-fault.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import { preflight } from '../file/preflight.ts';

const FILE_NOT_FOUND = 6;
/** The statuses that a library may return for a file of a later version than its own. */
const UNREADABLE: ReadonlySet<number> = new Set([34, 67]);

/** A file that can be loaded, judging by its first bytes. */
export interface CheckedFile {
  readonly size: number;
  /** Null if only the library can read the header. */
  readonly version: string | null;
}

/**
 * Checks a file before it is loaded. If our own reading of its header fails, the library's decides: a later version may
 * begin its files differently. Faults of `preflight`.
 */
export function checkFile(path: string, library: () => NativeLibrary): CheckedFile {
  try {
    return preflight(path);
  } catch (error) {
    if (isFault(error) && error.class === 'wrong-format' && knownTo(library(), path))
      return { size: statSync(path).size, version: null };
    throw error;
  }
}

function knownTo(library: NativeLibrary, path: string): boolean {
  try {
    const type = binaryFileType(library, path);
    return type === 'simulation' || type === 'static-state';
  } catch (error) {
    if (isFault(error)) return false;
    throw error;
  }
}

/**
 * Explains a refused load by its file: it has vanished, or it is from a later version. Passes any other error on
 * unchanged.
 */
export function loadFault(
  error: unknown,
  path: string,
  { written, library }: { readonly written: string | null; readonly library: string },
): unknown {
  const refusal = faultDetails(error);
  if (refusal === null) return error;
  if (refusal.status === FILE_NOT_FOUND) {
    return new FaultError({
      code: 'FILE_NOT_FOUND',
      message: `${path} has just vanished: ${refusal.text}`,
      hint: 'check whether something moves or rewrites the files while they are read',
      details: { ...details(refusal), path },
      class: 'input-missing',
      cause: error,
    });
  }
  if (written === null || !UNREADABLE.has(refusal.status) || !isLater(written, library)) return error;
  return new FaultError({
    code: 'FILE_FROM_LATER_VERSION',
    message: `${path} was written by OrcaFlex ${written}, and this is OrcFxAPI ${library}: ${refusal.text}`,
    hint: 'use a library of at least that version (BALLAST_ORCFXAPI), or save the file with the older program',
    details: { ...details(refusal), path, written, library },
    class: 'wrong-version',
    cause: error,
  });
}

function details({ status, call, text }: FaultDetails): FaultDetails {
  return { status, call, text };
}

/** `12.0a` is later than `11.3c`; letters are revisions, which read each other's files. */
export function isLater(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)];
  if (a === null || b === null) return false;
  return a.major > b.major || (a.major === b.major && a.minor > b.minor);
}

/** Null for a text that is not a version. */
function parts(version: string): { readonly major: number; readonly minor: number } | null {
  const match = /^(\d+)\.(\d+)/.exec(version);
  return match === null ? null : { major: Number(match[1]), minor: Number(match[2]) };
}

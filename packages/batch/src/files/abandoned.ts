import { lstatSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { growsInto } from './whole-file.ts';

export interface Abandoned {
  /** Whether a file with this final name is written by Ballast in that folder. */
  readonly isOurs: (finalName: string) => boolean;
  /** Milliseconds since the last write, for folders in which another process may be writing; 0 for one that is locked. */
  readonly silentFor: number;
}

/**
 * Removes what killed processes left of files that they wrote into a folder: plain files with one of our temporary names. Never
 * throws: what cannot be removed does no harm.
 */
export function removeAbandoned(folder: string, { isOurs, silentFor }: Abandoned): void {
  for (const name of namesIn(folder)) {
    const final = growsInto(name);
    if (final !== null && isOurs(final)) removeFile(path.join(folder, name), silentFor);
  }
}

/** Empty for a folder that cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Removes a plain file that was not written to for some time, in milliseconds. Never throws. */
export function removeFile(file: string, silentFor = 0): void {
  try {
    const stat = lstatSync(file);
    if (stat.isFile() && (silentFor === 0 || Date.now() - stat.mtimeMs > silentFor))
      rmSync(file, { force: true });
  } catch {
    // Another program has it open, or it is protected: the next batch tries again.
  }
}

/** Removes a folder with everything in it, but nothing through a link. Never throws. */
export function removeFolder(folder: string): void {
  try {
    if (lstatSync(folder).isDirectory()) rmSync(folder, { recursive: true, force: true });
  } catch {
    // As above.
  }
}

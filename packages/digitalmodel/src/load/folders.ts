import { statSync } from 'node:fs';
import path from 'node:path';

/** Folders that a written path may count from, the first that has it wins. */
export interface Bases {
  /** Folder of the configuration file, absolute. */
  readonly file: string;
  /** Working directory, absolute. */
  readonly working: string;
}

/**
 * Where a folder or file can be that is written in a configuration, most likely first: as it is where it is absolute,
 * else from the folder of the configuration, then from the working directory. Backslashes separate folders everywhere:
 * most configurations were written on Windows.
 */
export function candidatesOf(written: string, { file, working }: Bases): readonly string[] {
  const spellings = path.sep === '\\' ? [written] : [written, written.replaceAll('\\', '/')];
  const all = [file, working].flatMap((base) => spellings.map((one) => path.resolve(base, one)));
  return [...new Set(isForeign(written) ? [] : all)];
}

/** What is meant where nothing is there yet: counted from the folder of the configuration. */
export function meantBy(written: string, { file }: Bases): string {
  if (isForeign(written)) return written;
  return path.resolve(file, path.sep === '\\' ? written : written.replaceAll('\\', '/'));
}

/** A path with a drive letter, where there are none: it leads nowhere on this system. */
export function isForeign(written: string): boolean {
  return path.sep === '/' && /^[A-Za-z]:[\\/]/.test(written);
}

export function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Forward slashes lead everywhere. */
export function portable(file: string): string {
  return file.split(path.sep).join('/');
}

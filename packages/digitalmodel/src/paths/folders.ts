import { statSync } from 'node:fs';
import path from 'node:path';

/** Folders that a relative path may count from; the first one that contains it wins. */
export interface Bases {
  /** Folder of the configuration file, absolute. */
  readonly file: string;
  /** Working directory, absolute. */
  readonly working: string;
}

/**
 * Paths that a path in a configuration may mean, most likely first: itself if it is absolute, otherwise counted from the
 * folder of the configuration, then from the working directory. Backslashes separate folders on every platform: most
 * configurations were written on Windows.
 */
export function candidatesOf(written: string, { file, working }: Bases): readonly string[] {
  const spellings = path.sep === '\\' ? [written] : [written, written.replaceAll('\\', '/')];
  const all = [file, working].flatMap((base) => spellings.map((one) => path.resolve(base, one)));
  return [...new Set(isForeign(written) ? [] : all)];
}

/** The path of something that does not exist yet: counted from the folder of the configuration. */
export function meantBy(written: string, { file }: Bases): string {
  if (isForeign(written)) return written;
  return path.resolve(file, path.sep === '\\' ? written : written.replaceAll('\\', '/'));
}

/** A path with a drive letter on a system without drives: it leads nowhere. */
export function isForeign(written: string): boolean {
  return path.sep === '/' && /^[A-Za-z]:[\\/]/.test(written);
}

export function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Forward slashes work on every platform. */
export function portable(file: string): string {
  return file.split(path.sep).join('/');
}

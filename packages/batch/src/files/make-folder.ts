import { lstatSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { syncFolderNow } from '../platform/sync-folder.ts';

/**
 * Makes a folder and those above it that are missing; new names are on storage. Throws the system's error.
 *
 * Not `mkdirSync` with `recursive`: that never returns if an existing folder refuses children, as in /proc.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !isFolder(at); at = path.dirname(at)) {
    missing.push(at);
    if (path.dirname(at) === at) break;
  }
  for (const one of missing.reverse()) make(one);
}

/**
 * The same for a folder that nobody but Ballast makes. Fault OUTPUT_LINKED if it is a link: what is written there would be
 * written somewhere else.
 */
export function makeOwnFolder(folder: string): void {
  makeFolder(folder);
  if (!lstatSync(folder).isSymbolicLink()) return;
  throw new FaultError({
    code: 'OUTPUT_LINKED',
    message: `${folder} is a link, and nothing is written through links in an output folder`,
    hint: 'remove the link, put the folder that it points to in its place, then run the batch again',
    details: { path: folder },
    class: 'output',
  });
}

function make(folder: string): void {
  try {
    mkdirSync(folder);
    syncParent(folder);
  } catch (error) {
    // Another process may have made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

/** False for a file: making a folder with its name gives the error that reports it. */
function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

/** A folder above that may be written but not read cannot be synced. */
function syncParent(folder: string): void {
  try {
    syncFolderNow(path.dirname(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
  }
}

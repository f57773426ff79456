import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Folders of built, downloaded or measured files, which are not sources. */
const NOT_SOURCES: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'coverage',
  '.git',
  '.turbo',
  '__pycache__',
]);

/** Violations name files in the same way on every platform. */
export const posixPath = (file: string): string => file.split(path.sep).join('/');

/** Every file below `folder`, relative to `root`, sorted. A folder that does not exist has no files. */
export function filesBelow(root: string, folder: string): string[] {
  const found: string[] = [];
  const visit = (directory: string): void => {
    for (const entry of listing(path.join(root, directory))) {
      const name = directory === '' ? entry.name : `${directory}/${entry.name}`;
      // Links are not followed: a package linked into another folder would be inspected twice, or endlessly.
      if (entry.isDirectory() && !NOT_SOURCES.has(entry.name)) visit(name);
      else if (entry.isFile()) found.push(name);
    }
  };
  visit(folder);
  return found.sort();
}

export function foldersIn(root: string, folder: string): string[] {
  return listing(path.join(root, folder))
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`)
    .sort();
}

function listing(directory: string): { name: string; isDirectory(): boolean; isFile(): boolean }[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

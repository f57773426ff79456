import { statSync } from 'node:fs';
import path from 'node:path';

/** A folder, and patterns below it. */
export interface TaskInputs {
  readonly directory: string;
  readonly include: readonly string[];
}

const WILDCARD = /[*?{[]|[@+!]\(/;

/** The inputs of paths that are each a file, a folder with everything in it, or a pattern. */
export function taskInputs(written: readonly string[]): TaskInputs {
  const places = written.map(placeOf);
  const directory = places.map(({ folder }) => folder).reduce(common);
  const include = places.map(({ folder, pattern }) => {
    const below = path
      .relative(directory, folder)
      .split(path.sep)
      .filter((part) => part !== '');
    return [...below.map(escaped), pattern].join('/');
  });
  return { directory, include };
}

interface Place {
  /** Absolute. */
  readonly folder: string;
  readonly pattern: string;
}

function placeOf(written: string): Place {
  const kind = kindOf(written);
  const full = path.resolve(written);
  if (kind === 'folder') return { folder: full, pattern: '**/*' };
  if (kind === 'file' || !WILDCARD.test(written))
    return { folder: path.dirname(full), pattern: escaped(path.basename(full)) };
  const segments = written.split(/[\\/]/);
  const wild = segments.findIndex((segment) => WILDCARD.test(segment));
  const folder = segments.slice(0, wild).join('/');
  return {
    folder: path.resolve(folder === '' && written.startsWith('/') ? '/' : folder),
    pattern: segments.slice(wild).join('/'),
  };
}

function kindOf(name: string): 'file' | 'folder' | null {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return stat.isDirectory() ? 'folder' : 'file';
}

function common(one: string, other: string): string {
  let shared = one;
  while (path.relative(shared, other).split(path.sep)[0] === '..' && path.dirname(shared) !== shared)
    shared = path.dirname(shared);
  return shared;
}

/** As a pattern that matches this name alone. */
function escaped(name: string): string {
  return name.replaceAll(/[\\*?[\]{}()!+@|^$]/g, (character) => `\\${character}`);
}

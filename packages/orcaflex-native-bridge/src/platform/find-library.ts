import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FaultError } from '@ballast/resource-model';

export interface LibrarySearch {
  /** A path given by the user; nothing else is looked at then. */
  readonly explicit: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` names it. */
  readonly platform: string;
}

export interface FoundLibrary {
  readonly path: string;
  /** What named it: `explicit` or an environment variable. */
  readonly from: string;
}

/** In the order in which they are looked at; the second is the vendor's own. */
const VARIABLES = ['BALLAST_ORCFXAPI', '_OrcFxAPIlib'] as const;

/**
 * The library to load. The first place that names one decides: a path that is named but does not exist is a
 * fault, never a reason to go on, since another version gives other results. A folder stands for the library
 * in it. Fault `LIBRARY_NOT_FOUND` with every place that was looked at.
 */
export function findLibrary(search: LibrarySearch): FoundLibrary {
  const fileName = search.platform === 'win32' ? 'OrcFxAPI.dll' : 'libOrcFxAPI.so';
  const looked: string[] = [];
  for (const [from, named] of places(search)) {
    if (named === undefined || named === '') {
      looked.push(`${from} (not set)`);
      continue;
    }
    const path = libraryAt(resolve(named), fileName);
    if (path !== null) return { path, from };
    looked.push(`${from} (${resolve(named)}: no such file)`);
    break;
  }
  throw notFound(looked, search.platform);
}

function places(search: LibrarySearch): (readonly [from: string, named: string | undefined])[] {
  if (search.explicit !== null) return [['explicit', search.explicit]];
  return VARIABLES.map((name) => [name, search.environment[name]] as const);
}

function libraryAt(path: string, fileName: string): string | null {
  const kind = kindOf(path);
  if (kind === 'file') return path;
  const inside = join(path, fileName);
  return kind === 'folder' && kindOf(inside) === 'file' ? inside : null;
}

function kindOf(path: string): 'file' | 'folder' | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return 'file';
  return stat?.isDirectory() === true ? 'folder' : null;
}

function notFound(looked: readonly string[], platform: string): FaultError {
  const usual =
    platform === 'win32'
      ? 'usually C:\\Program Files (x86)\\Orcina\\OrcaFlex\\<version>\\OrcFxAPI\\Win64\\OrcFxAPI.dll'
      : 'a libOrcFxAPI.so';
  return new FaultError({
    code: 'LIBRARY_NOT_FOUND',
    message: `No OrcFxAPI library was found; looked at: ${looked.join(', ')}.`,
    hint: `Set BALLAST_ORCFXAPI to the path of the library (${usual}).`,
    details: { looked },
  });
}

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { type RegistryQuery, registryQuery } from './windows-registry.ts';

export interface LibrarySearch {
  /** A path given by the user; if set, nothing else is searched. */
  readonly explicit: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` names it. */
  readonly platform: string;
  /** A version such as `11.6`: selects the installation of that version instead of the current one. */
  readonly version?: string | null;
  /** Reads the Windows registry; `reg.exe` by default. Never used on other systems. */
  readonly registry?: RegistryQuery;
}

export interface FoundLibrary {
  readonly path: string;
  /** The source of the path: `explicit`, an environment variable, or a registry key. */
  readonly from: string;
}

/** In the order of precedence; the second is the vendor's own. */
const VARIABLES = ['BALLAST_ORCFXAPI', '_OrcFxAPIlib'] as const;
const ROOT = 'HKLM\\Software\\Orcina\\OrcaFlex';

interface Place {
  readonly from: string;
  readonly path: string | null;
  /** Why there is no path. */
  readonly absent: string;
}

/**
 * The library to load. The first place that names one decides: a path that is named but does not exist is a fault and
 * the search ends, since another version would give other results. A folder stands for the library in it. Fault
 * `LIBRARY_NOT_FOUND` lists every place searched.
 */
export function findLibrary(search: LibrarySearch): FoundLibrary {
  const fileName = search.platform === 'win32' ? 'OrcFxAPI.dll' : 'libOrcFxAPI.so';
  const searched: string[] = [];
  for (const { from, path: named, absent } of places(search)) {
    if (named === null) {
      searched.push(`${from} (${absent})`);
      continue;
    }
    const path = libraryAt(resolve(named), fileName);
    if (path !== null) return { path, from };
    searched.push(`${from} (${resolve(named)}: no such file)`);
    break;
  }
  throw notFound(searched, search.platform);
}

/** Lazy, so that the registry is read only if no other place names a library. */
function* places(search: LibrarySearch): Generator<Place> {
  if (search.explicit !== null) {
    yield { from: 'explicit', path: search.explicit, absent: '' };
    return;
  }
  for (const from of VARIABLES) {
    const named = search.environment[from];
    yield { from, path: named === undefined || named === '' ? null : named, absent: 'not set' };
  }
  if (search.platform === 'win32') yield installation(search);
}

/** Without a version, reads the key that every installation overwrites, which is the latest one. */
function installation({ environment, version = null, registry }: LibrarySearch): Place {
  const query = registry ?? registryQuery(environment);
  const key = [ROOT, ...(version === null ? [] : [version]), 'Installation Directory'].join('\\');
  const folder = query(key, 'Normal');
  const path = folder === null || folder === '' ? null : join(folder, 'OrcFxAPI', 'Win64', 'OrcFxAPI.dll');
  return { from: `${key}, value Normal`, path, absent: 'no such value' };
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

function notFound(searched: readonly string[], platform: string): FaultError {
  const usual =
    platform === 'win32'
      ? 'usually C:\\Program Files (x86)\\Orcina\\OrcaFlex\\<version>\\OrcFxAPI\\Win64\\OrcFxAPI.dll'
      : 'a libOrcFxAPI.so';
  return new FaultError({
    code: 'LIBRARY_NOT_FOUND',
    message: `no OrcFxAPI library was found; searched: ${searched.join(', ')}`,
    hint: `set BALLAST_ORCFXAPI to the path of the library (${usual})`,
    details: { searched },
  });
}

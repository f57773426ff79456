import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PYTHON_NAME, pythonIn } from '../platform/python-places.ts';

/** The worker, which is one file of the standard library's Python. */
export const PYTHON_WORKER: string = fileURLToPath(new URL('../../python/ballast.py', import.meta.url));

/** Folders in which a virtual environment usually is. */
const ENVIRONMENTS = ['.venv', 'venv', 'env'];

interface Wanted {
  /** Folder in which tasks run, absolute. */
  readonly directory: string;
  /** As it was written; null if it was not. */
  readonly executable: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The Python that tasks run in: the one that was named, else that of an activated virtual environment, else that of one in the
 * folder or above it, else the first on the path.
 */
export function pythonFor({ directory, executable, environment }: Wanted): string {
  if (executable !== null) return /[\\/]/.test(executable) ? path.resolve(directory, executable) : executable;
  const active = environment.VIRTUAL_ENV;
  if (active !== undefined && existsSync(pythonIn(active))) return pythonIn(active);
  for (let folder = directory; ; folder = path.dirname(folder)) {
    for (const name of ENVIRONMENTS) {
      const own = pythonIn(path.join(folder, name));
      if (existsSync(path.join(folder, name, 'pyvenv.cfg')) && existsSync(own)) return own;
    }
    if (path.dirname(folder) === folder) break;
  }
  return PYTHON_NAME;
}

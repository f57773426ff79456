import path from 'node:path';

const IS_WINDOWS = process.platform === 'win32';

/** What Python is called on the path. */
export const PYTHON_NAME: string = IS_WINDOWS ? 'python' : 'python3';

/** The Python of a virtual environment. */
export function pythonIn(environment: string): string {
  return IS_WINDOWS
    ? path.join(environment, 'Scripts', 'python.exe')
    : path.join(environment, 'bin', 'python');
}

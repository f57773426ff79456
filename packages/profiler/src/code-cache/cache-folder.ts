import { homedir } from 'node:os';
import { isAbsolute, posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Value of `BALLAST_CODE_CACHE` that turns the cache off. */
const OFF = 'off';

/**
 * The folder for code that V8 has compiled: `BALLAST_CODE_CACHE` if it is an absolute path, otherwise `ballast` in this user's
 * folder for caches. Null if the variable has any other value, `off` for example, or if this user has no such folder. Does not create it.
 */
export function codeCacheFolder(env: Environment, platform: NodeJS.Platform): string | null {
  const named = env.BALLAST_CODE_CACHE ?? '';
  if (named !== '') return named !== OFF && isAbsolute(named) ? named : null;
  // What lies in the working directory may be anybody's.
  return platform === 'win32' ? onWindows(env) : elsewhere(env, platform);
}

function onWindows(env: Environment): string | null {
  if (isAbsoluteOn(win32, env.LOCALAPPDATA)) return win32.join(env.LOCALAPPDATA, 'ballast', 'code');
  const home = env.USERPROFILE || homeOfUser();
  return isAbsoluteOn(win32, home) ? win32.join(home, 'AppData', 'Local', 'ballast', 'code') : null;
}

function elsewhere(env: Environment, platform: NodeJS.Platform): string | null {
  // The XDG base directory specification requires that relative paths are ignored.
  if (platform !== 'darwin' && isAbsoluteOn(posix, env.XDG_CACHE_HOME))
    return posix.join(env.XDG_CACHE_HOME, 'ballast');
  const home = env.HOME || homeOfUser();
  if (!isAbsoluteOn(posix, home)) return null;
  return posix.join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'ballast');
}

function isAbsoluteOn(
  platform: typeof posix | typeof win32,
  folder: string | null | undefined,
): folder is string {
  return folder !== null && folder !== undefined && platform.isAbsolute(folder);
}

/** Null for a user that the system does not know, as in a container. */
function homeOfUser(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

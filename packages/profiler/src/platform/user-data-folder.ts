import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * The folder for this user's Ballast data: `%LOCALAPPDATA%\ballast`, `~/Library/Application Support/ballast`, or
 * `$XDG_DATA_HOME/ballast` with the default `~/.local/share/ballast`. Does not create the folder.
 */
export function userDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || win32.join(env.USERPROFILE || homedir(), 'AppData', 'Local');
    return win32.join(local, 'ballast');
  }
  const home = env.HOME || homedir();
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'ballast');
  const data = env.XDG_DATA_HOME ?? '';
  // The XDG base directory specification requires that relative paths are ignored.
  return posix.join(posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'ballast');
}

import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * Where this user's data of Ballast belong: `%LOCALAPPDATA%\ballast`, `~/Library/Application Support/ballast`, else
 * `$XDG_DATA_HOME/ballast` or `~/.local/share/ballast`. The folder is not created.
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
  // The XDG base directory specification has relative paths ignored.
  return posix.join(posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'ballast');
}

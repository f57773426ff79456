import path from 'node:path';
import { userDataFolder } from '@ballast/profiler';

/** What `readHistory` and `writeHistory` call the file. */
const FILE = 'history.json';

/** Where the history lies: `BALLAST_DATA_HOME` when it is set, else this user's data folder. Absolute. */
export function historyFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const named = env.BALLAST_DATA_HOME ?? '';
  return named === '' ? userDataFolder(env, platform) : path.resolve(named);
}

export function historyFile(folder: string): string {
  return path.join(folder, FILE);
}

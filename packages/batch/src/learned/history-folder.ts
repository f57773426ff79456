import path from 'node:path';
import { userDataFolder } from '@ballast/profiler';

/** The file that `readHistory` and `writeHistory` use. */
const FILE = 'history.json';

/** The folder of the history, absolute: `BALLAST_DATA_HOME` if it is set, otherwise this user's data folder. */
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

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

const PATIENCE = 10_000;
/** Its owner, the system and administrators, by numbers that are the same in every language. */
const ALLOWED = ['*S-1-3-4', '*S-1-5-18', '*S-1-5-32-544'];

/**
 * Makes a folder that only its owner can look into. On Windows what is made in it inherits that; elsewhere each file has its own mode
 * too. Throws the system's error, also if the folder exists.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  if (process.platform !== 'win32') return;
  const grants = ALLOWED.map((account) => `${account}:(OI)(CI)F`);
  const { status, error } = spawnSync('icacls.exe', [folder, '/inheritance:r', '/grant:r', ...grants], {
    shell: false,
    timeout: PATIENCE,
    windowsHide: true,
    stdio: 'ignore',
  });
  if (status !== 0)
    throw new Error(
      `icacls.exe could not make ${folder} private`,
      error === undefined ? {} : { cause: error },
    );
}

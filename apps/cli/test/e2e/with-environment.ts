import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Ended } from './run-ballast.ts';

const BIN: string = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** Runs the command with variables of its own besides those of this process. */
export function ballastWith(
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...variables };
    const child = execFile(process.execPath, [BIN, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

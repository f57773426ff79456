import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Ended } from './run-ballast.ts';

const BIN: string = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));

/** Runs the command with variables of its own besides those of this process. */
export function ballastWith(
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Ended> {
  return startBallastWith(variables, args).ended;
}

/** The same, for tests that do something to the running command. */
export function startBallastWith(
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
  { detached = false }: { readonly detached?: boolean } = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [BIN, ...args], { env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      read[name] += text;
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...read }));
  });
  return { child, ended };
}

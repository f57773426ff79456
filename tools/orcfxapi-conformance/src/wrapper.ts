import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPTS = new URL('../python/', import.meta.url);

/** Runs one of our scripts, which import the vendor's wrapper, and returns the JSON that it prints. */
export function runScript<T>(python: string, script: string, ...args: readonly string[]): T {
  const file = fileURLToPath(new URL(script, SCRIPTS));
  const ended = spawnSync(python, ['-B', file, ...args], {
    encoding: 'utf8',
    windowsHide: true,
    maxBuffer: 256 << 20,
  });
  if (ended.status === 0) return JSON.parse(ended.stdout) as T;
  throw new Error(
    `${script} ended with ${ended.status ?? ended.signal}: ${ended.stderr.trim().slice(-2000)}`,
  );
}

import { spawnSync } from 'node:child_process';

/** Runs a program to its end; throws with its last lines if it fails. */
export function must(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new Error(`${program} cannot be started: ${error.message}`);
  if (status === 0) return stdout;
  const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n');
  throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${last}`);
}

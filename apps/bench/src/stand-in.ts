import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Path of the built command. */
export const BALLAST: string = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

/** Runs the stand-in's tool and returns its output; throws if it fails. */
export function standIn(args: readonly string[]): string {
  return tool('orcfxapi-standin', args);
}

/** The same for the writer of OpenFAST files. */
export function openFastFiles(args: readonly string[]): string {
  return tool('openfast-files', args);
}

function tool(name: string, args: readonly string[]): string {
  const program = path.join(ROOT, 'tools', name, 'dist', 'bin.js');
  const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (done.status !== 0) throw new Error(`${name} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

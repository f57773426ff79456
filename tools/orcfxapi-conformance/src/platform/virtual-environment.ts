import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CANDIDATES: readonly string[] = process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python'];
/** pip's messages about an index that it cannot reach. */
const UNREACHABLE =
  /NewConnectionError|ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Temporary failure/;

/** A temporary Python with the vendor's wrapper, or the reason why there is none. */
export type Environment =
  | { readonly kind: 'made'; readonly python: string; readonly dispose: () => void }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Throws if pip reached its index but failed. */
export function makeEnvironment(requirement: string): Environment {
  const python = CANDIDATES.find((name) => spawnSync(name, ['--version']).status === 0);
  if (python === undefined) return { kind: 'unreachable', reason: 'Python is not installed' };
  const folder = mkdtempSync(join(tmpdir(), 'orcfxapi-conformance-'));
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  const made = run(python, ['-m', 'venv', folder]);
  if (made.status !== 0) {
    dispose();
    return { kind: 'unreachable', reason: `Python cannot create a virtual environment: ${made.output}` };
  }
  const own =
    process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  const installed = run(own, ['-m', 'pip', 'install', '--quiet', '--retries', '1', requirement]);
  if (installed.status === 0) return { kind: 'made', python: own, dispose };
  dispose();
  if (UNREACHABLE.test(installed.output)) {
    return { kind: 'unreachable', reason: 'the package index cannot be reached' };
  }
  throw new Error(`pip cannot install ${requirement}: ${installed.output}`);
}

function run(program: string, args: readonly string[]): { status: number | null; output: string } {
  const ended = spawnSync(program, args, { encoding: 'utf8', windowsHide: true });
  return { status: ended.status, output: `${ended.stdout ?? ''}${ended.stderr ?? ''}`.trim().slice(-2000) };
}

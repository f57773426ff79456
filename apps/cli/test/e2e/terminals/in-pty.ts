import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./in-pty.py', import.meta.url));
export const BIN: string = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));

export interface InTerminal {
  readonly code: number;
  readonly pieces: readonly { readonly columns: number; readonly data: string }[];
  /** All pieces together. */
  readonly printed: string;
}

/** Runs the command in a terminal of these sizes, one after the other: `80x24,40x10`. */
export function inPty(
  sizes: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): InTerminal {
  const done = spawnSync('python3', [SCRIPT, sizes, process.execPath, BIN, ...args], {
    encoding: 'utf8',
    env: { ...withoutColourSettings(), TERM: 'xterm-256color', ...env },
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  const { code, pieces } = JSON.parse(done.stdout) as Omit<InTerminal, 'printed'>;
  return { code, pieces, printed: pieces.map(({ data }) => data).join('') };
}

/** Node asks each of these before it asks the terminal; a terminal in CI has no colours unless CI is one that it knows. */
export function withoutColourSettings(): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, NODE_DISABLE_COLORS: ___, CI: ____, ...own } = process.env;
  return own;
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Ended {
  /** Null where a signal ended it, or it ran out of time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Besides those of this process; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; then the process is killed. */
  readonly timeout?: number;
  /** Shows the output as well, as it comes. */
  readonly onStart?: (child: ChildProcess) => void;
}

const FIVE_MINUTES = 300_000;

/** Runs a program with no input and its output in files: Node for Windows cannot write into a pipe of this system. */
export async function run(
  command: readonly [string, ...string[]],
  { cwd, env = {}, timeout = FIVE_MINUTES, onStart }: RunOptions = {},
): Promise<Ended> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-windows-run-'));
  const [out, error] = ['out', 'error'].map((name) => path.join(folder, name)) as [string, string];
  const files = [openSync(out, 'w'), openSync(error, 'w')] as const;
  const [program, ...args] = command;
  try {
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', ...files],
      timeout,
      killSignal: 'SIGKILL',
    });
    onStart?.(child);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(error, 'utf8') };
  } finally {
    for (const file of files) closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Like `run`, for what has to go well. Throws with the last lines that the program wrote. */
export async function must(
  command: readonly [string, ...string[]],
  options: RunOptions = {},
): Promise<Ended> {
  const ended = await run(command, options);
  if (ended.code === 0) return ended;
  const words = `${ended.stdout}\n${ended.stderr}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${command.join(' ')} ended with ${ended.code ?? 'a signal'}:\n${words}`);
}

export function answers(program: string, argument: string): boolean {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0;
}

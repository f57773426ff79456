import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Ended {
  /** Null if a signal ended the process or it timed out. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** In addition to the variables of this process; undefined removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** In milliseconds; then the process is killed. */
  readonly timeout?: number;
  /** Called as soon as the process runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Ends a hang; far beyond what a slow machine needs. */
const LIMIT = 20 * 60_000;

/** Runs a program without input and with its output in files: Node for Windows cannot write into a pipe of Linux. */
export async function run(
  command: readonly [string, ...string[]],
  { cwd, env = {}, timeout = LIMIT, onStart }: RunOptions = {},
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

/** Like `run`, but throws if the program fails, with the last lines that it wrote. */
export async function must(
  command: readonly [string, ...string[]],
  options: RunOptions = {},
): Promise<Ended> {
  const ended = await run(command, options);
  if (ended.code === 0) return ended;
  const output = `${ended.stdout}\n${ended.stderr}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${command.join(' ')} ended with ${ended.code ?? 'a signal'}:\n${output}`);
}

export function answers(program: string, argument: string): boolean {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** The built package, for programs that run in separate processes. */
export const BUILT_PACKAGE: string = new URL('../../dist/index.js', import.meta.url).href;

export interface Started {
  readonly pid: number;
  /** The next line that the program prints; rejects if the program ends first. */
  line(): Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  kill(): void;
}

/** Starts a module given as text; its arguments start at process.argv[1]. It is killed when the running test ends. */
export function startProgram(source: string, ...args: string[]): Started {
  return start({ source, args, detached: false });
}

/** Starts a module as `startProgram` does, as the leader of a process group. */
export function startLeader(source: string, ...args: string[]): Started {
  return start({ source, args, detached: true });
}

/** The same with more variables in its environment. */
export function startLeaderWith(
  env: Readonly<Record<string, string>>,
  source: string,
  ...args: readonly string[]
): Started {
  return start({ source, args, detached: true, env });
}

interface Program {
  readonly source: string;
  readonly args: readonly string[];
  readonly detached: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

function start({ source, args, detached, env = {} }: Program): Started {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', source, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached,
    env: { ...process.env, ...env },
  });
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error('the program did not start');
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    pid,
    line: async () => {
      const next = await lines.next();
      if (next.done) throw new Error('the program ended without another line');
      return next.value;
    },
    ended,
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** False if the process does not exist or is a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Looks every 50 ms until something holds. The limit of 10 min only ends a hang; then the result is what it last saw. */
export async function eventually(holds: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 12_000; attempt += 1) {
    if (holds()) return true;
    await wait(50);
  }
  return holds();
}

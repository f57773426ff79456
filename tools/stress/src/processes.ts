import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BALLAST = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the command, which keeps what it learns about the machine in `dataHome`. */
export function startBallast(args: readonly string[], dataHome: string): Running {
  return start(BALLAST, args, { ...process.env, BALLAST_DATA_HOME: dataHome });
}

/** Runs another tool of this repository; null if that exits for lack of a compiler. Throws if it fails. */
export async function runTool(name: string, args: readonly string[]): Promise<string | null> {
  const script = path.join(ROOT, 'tools', name, 'dist', 'bin.js');
  const { code, stdout, stderr } = await start(script, args, process.env).ended;
  if (code === 0) return stdout;
  if (code === NO_COMPILER) return null;
  throw new Error(`${name} ended with ${code}: ${stderr}`);
}

const NO_COMPILER = 3;
/** Longest wait for the output of a process after its exit, in milliseconds. */
const LAST_OUTPUT = 1000;

function start(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    // A process that outlives its coordinator may hold the pipes open, and `leftAfter` has to find it.
    child.on('exit', (code) => setTimeout(() => resolve({ code, stdout, stderr }), LAST_OUTPUT).unref());
  });
  return { child, ended };
}

/** Whether this system shows the command lines of its processes. */
export const CAN_LOOK: boolean = existsSync('/proc/self/cmdline');

/** Waits until no process has `folder` in its command line: how long that took, and what is left after `most` milliseconds. */
export async function leftAfter(
  most: number,
  folder: string,
): Promise<{ readonly took: number; readonly left: readonly string[] }> {
  const began = performance.now();
  for (;;) {
    const left = processesNaming(folder);
    const took = performance.now() - began;
    if (left.length === 0 || took >= most) return { took, left };
    await wait(20);
  }
}

function processesNaming(folder: string): string[] {
  if (!CAN_LOOK) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(folder) ? [`${pid} ${line}`] : [];
      } catch {
        return [];
      }
    });
}

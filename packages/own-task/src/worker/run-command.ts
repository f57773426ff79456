import { type ChildProcess, spawn } from 'node:child_process';
import { FaultError } from '@ballast/resource-model';
import { LastLines } from './last-lines.ts';
import { PrintedRow } from './printed-row.ts';
import { programFault, startFault } from './task-fault.ts';
import type { TaskLog } from './task-log.ts';

export interface CommandToRun {
  readonly command: readonly string[];
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: TaskLog;
  /** Called with the number of its process. */
  readonly onStarted: (pid: number) => void;
}

export interface CommandDone {
  readonly row: Readonly<Record<string, unknown>> | null;
  readonly exitCode: number;
}

/** What the program has started may hold its streams open: they are read for this long after its end, in milliseconds. */
const LAST_OUTPUT = 500;

/** Runs a program without a shell. Faults: TASK_NOT_STARTED, TASK_FAILED, TASK_SIGNALLED. */
export async function runCommand(run: CommandToRun): Promise<CommandDone> {
  const { command, directory, env, log } = run;
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: directory,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    shell: false,
  });
  const printed = new PrintedRow();
  const stderr = new LastLines();
  child.stdout?.on('data', (data: Buffer) => {
    log.add(data);
    printed.add(data);
  });
  child.stderr?.on('data', (data: Buffer) => {
    log.add(data);
    stderr.add(data);
  });
  const ended = endOf(child);
  if (child.pid !== undefined) run.onStarted(child.pid);
  const end = await ended;
  if ('error' in end) throw startFault(program, end.error);
  const { exitCode, signal } = end;
  if (exitCode === 0) return { row: printed.read(), exitCode };
  dieWith(signal, program);
  log.close();
  const lines = { stderr: stderr.read(), log: log.isWritten ? log.name : null };
  throw new FaultError(programFault({ program, exitCode, signal, ...lines }));
}

type Ended =
  | { readonly error: NodeJS.ErrnoException }
  | { readonly exitCode: number | null; readonly signal: string | null };

function endOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('exit', (exitCode, signal) => {
      const late = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LAST_OUTPUT);
      child.once('close', () => {
        clearTimeout(late);
        resolve({ exitCode, signal });
      });
    });
  });
}

/**
 * Whoever sends SIGKILL leaves no reason. The worker ends in the same way: its coordinator knows whether the system did it
 * for lack of memory, which it counts for the whole tree, and what to do then.
 */
export function dieWith(signal: string | null, program: string): void {
  if (signal !== 'SIGKILL') return;
  process.stderr.write(`${program} was killed (SIGKILL)\n`);
  process.kill(process.pid, 'SIGKILL');
}

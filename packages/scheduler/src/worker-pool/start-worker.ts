import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { apartFromTerminal } from '../platform/apart-from-terminal.ts';

/** The built file: Node cannot run the sources. */
const SESSION = fileURLToPath(new URL('../../dist/bundle/worker-session.js', import.meta.url));

export interface WorkerProgram {
  /** File of the process, which serves a session by itself; absent for one that imports a module for it. */
  readonly program?: string;
  /** Arguments of the worker's module, from process.argv[2] on. */
  readonly argv: readonly string[];
  /** Arguments of Node. */
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A process that was started. It may have ended since. */
export interface StartedWorker {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/**
 * Starts the process of a worker, which waits for messages (`worker/serve-session.ts`). Null if the system refuses another
 * process; `refused` then gets the reason, never before this function has returned.
 */
export function startWorker(
  { program = SESSION, argv, execArgv, env }: WorkerProgram,
  refused: (reason: Error) => void,
): StartedWorker | null {
  let child: ChildProcess;
  try {
    child = spawn(process.execPath, [...execArgv, program, ...argv], {
      ...apartFromTerminal(),
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    setImmediate(refused, error);
    return null;
  }
  const { pid, stdout, stderr } = child;
  if (pid === undefined) {
    child.once('error', refused);
    return null;
  }
  if (stdout === null || stderr === null) throw new Error('defect: a worker was started without its output');
  // A message that an ending process did not take. Its exit shows more.
  child.on('error', () => undefined);
  return { pid, child, stdout, stderr };
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { FaultError } from '@ballast/resource-model';
import { LastLines } from '../worker/last-lines.ts';
import { dieWith } from '../worker/run-command.ts';
import { programFault, startFault } from '../worker/task-fault.ts';
import type { TaskLog } from '../worker/task-log.ts';
import { PYTHON_WORKER } from './find-python.ts';
import { LogEnd } from './log-end.ts';
import { type PythonMessage, pythonMessage } from './python-answer.ts';
import { pythonFault } from './python-fault.ts';

export interface PythonProgram {
  readonly executable: string;
  readonly module: string;
  readonly name: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface PythonCall {
  readonly input: unknown;
  readonly out: string | null;
  readonly cores: number;
  readonly log: TaskLog;
  readonly alive: () => void;
}

export type PythonDone = Extract<PythonMessage, { kind: 'done' }>;

/** A Python that stays alive and calls one function for each input. One call at a time. */
export class PythonProcess {
  readonly pid: number | null;
  readonly #program: PythonProgram;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #stderr = new LastLines();
  readonly #ended: Promise<Ended>;
  readonly #ready: Promise<PythonMessage | null>;
  #next = 1;
  #rest = '';
  #onMessage: ((message: PythonMessage) => void) | null = null;
  #log: TaskLog | null = null;
  #logEnd: LogEnd | null = null;
  #isOver = false;

  constructor(program: PythonProgram) {
    const { executable, module, name, directory, env } = program;
    this.#program = program;
    this.#child = spawn(executable, ['-u', PYTHON_WORKER, module, name], {
      cwd: directory,
      env: { ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.pid = this.#child.pid ?? null;
    this.#ready = new Promise((resolve) => {
      this.#onMessage = resolve;
      this.#child.once('close', () => resolve(null));
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve({ error }));
      this.#child.once('close', (exitCode, signal) => {
        this.#isOver = true;
        resolve({ exitCode, signal });
      });
    });
    // It has ended, which says more.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.#child.stderr.on('data', (data: Buffer) => this.#print(data));
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Faults: TASK_NOT_STARTED, TASK_FUNCTION_MISSING, TASK_RAISED, TASK_FAILED, TASK_SIGNALLED. */
  async call({ input, out, cores, log, alive }: PythonCall): Promise<PythonDone> {
    const id = this.#next;
    this.#next += 1;
    this.#log = log;
    await this.#isReady(log);
    const logEnd = new LogEnd(id);
    this.#logEnd = logEnd;
    const answer = new Promise<PythonMessage>((resolve) => {
      this.#onMessage = (message) => {
        if (message.kind === 'progress') alive();
        else if ('id' in message && message.id === id) resolve(message);
      };
    });
    this.#child.stdin.write(`${JSON.stringify({ id, input, out, cores })}\n`);
    const ended = await Promise.race([answer, this.#ended]);
    if (!('kind' in ended)) throw this.#lost(ended, log);
    await logEnd.seen;
    this.#log = null;
    this.#logEnd = null;
    if (ended.kind === 'done') return ended;
    if (ended.kind !== 'failed') throw new Error(`defect: expected the end of a call, found ${ended.kind}`);
    throw new FaultError(pythonFault(ended.error, log.isWritten ? log.name : null));
  }

  /** Throws away a process that is in no state to take another call. */
  kill(): void {
    this.#isOver = true;
    this.#child.kill('SIGKILL');
  }

  async #isReady(log: TaskLog): Promise<void> {
    const first = await Promise.race([this.#ready, this.#ended]);
    if (first !== null && 'kind' in first && first.kind === 'ready') return;
    if (first !== null && 'kind' in first && first.kind === 'not-ready') {
      const { module, name } = this.#program;
      const fault = pythonFault(first.error, log.isWritten ? log.name : null);
      const message = `the function ${name} of ${module} cannot be used: ${fault.message}`;
      this.#isOver = true;
      throw new FaultError({ ...fault, code: 'TASK_FUNCTION_MISSING', message });
    }
    throw this.#lost(await this.#ended, log);
  }

  #lost(ended: Ended, log: TaskLog): FaultError {
    const { executable: program } = this.#program;
    if ('error' in ended) {
      this.#isOver = true;
      return startFault(program, ended.error);
    }
    const { exitCode, signal } = ended;
    dieWith(signal, program);
    log.close();
    const lines = { stderr: this.#stderr.read(), log: log.isWritten ? log.name : null };
    return new FaultError(programFault({ program, exitCode, signal, ...lines }));
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = pythonMessage(line);
      if (message !== null) this.#onMessage?.(message);
    }
  }

  #print(data: Buffer): void {
    const own = this.#logEnd === null ? data : this.#logEnd.take(data);
    this.#stderr.add(own);
    this.#log?.add(own);
  }
}

type Ended =
  | { readonly error: NodeJS.ErrnoException }
  | { readonly exitCode: number | null; readonly signal: string | null };

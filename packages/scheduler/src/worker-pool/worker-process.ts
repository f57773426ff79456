import type { ChildProcess } from 'node:child_process';
import { Tinypool } from 'tinypool';
import type { ProcessEnd } from '../core/outcome.ts';
import type { ToWorker, WorkOrder, WorkReport } from '../worker/messages.ts';

/** Lines of a worker's standard error that are kept for the account of its end. */
const STDERR_LINES = 20;
/** Longest wait for the end of a dead worker's output, in milliseconds. */
const LAST_WORDS = 500;
/** tinypool's own idle limit is a 32-bit timer; this is its largest value, about 24 days. */
const NEVER = 2 ** 31 - 1;

export interface WorkerProcessOptions {
  /** Module whose default export carries out an order. */
  readonly module: string;
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface WorkerProcessListener {
  message(message: unknown): void;
  lost(end: ProcessEnd, pid: number): void;
}

/**
 * One child process, as a tinypool of one: tinypool starts it, carries the order over and the report back; which worker
 * takes which task, and when one is replaced, is the scheduler's to say.
 */
export class WorkerProcess {
  readonly #pool: Tinypool;
  readonly #listener: WorkerProcessListener;
  readonly #stderr: string[] = [];
  #send: ((message: unknown) => void) | null = null;
  #child: ChildProcess | null = null;
  #busy = false;
  #gone = false;

  constructor(options: WorkerProcessOptions, listener: WorkerProcessListener) {
    this.#listener = listener;
    this.#pool = new Tinypool({
      filename: options.module,
      runtime: 'child_process',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: NEVER,
      argv: [...options.argv],
      execArgv: [...options.execArgv],
      env: { ...options.env } as Record<string, string>,
    });
    // A process that dies while idle is reported through its exit; without a listener the event would be thrown.
    this.#pool.on('error', () => undefined);
  }

  get pid(): number | null {
    return this.#gone ? null : (this.#child?.pid ?? null);
  }

  /** Starts the process at the first order. Settles with the report; never settles when the process is lost. */
  run(order: WorkOrder<unknown>): Promise<WorkReport> {
    const channel = {
      onMessage: (send: (message: unknown) => void) => {
        this.#send = send;
      },
      postMessage: (message: unknown) => this.#listener.message(message),
    };
    // tinypool would start another process, which nobody would know of.
    if (this.#gone) throw new Error('defect: an order for a process that is gone');
    this.#busy = true;
    const report = this.#pool.run(order, { channel }) as Promise<WorkReport>;
    if (this.#child === null) this.#adopt();
    return new Promise((resolve, reject) => {
      const settled = (value: WorkReport): void => {
        this.#busy = false;
        resolve(value);
      };
      report.then(settled, (error: unknown) => {
        // The exit tells more than the rejection does; give it the turn that it needs to arrive.
        setImmediate(() => {
          if (!this.#gone) reject(error);
        });
      });
    });
  }

  say(message: ToWorker): void {
    if (!this.#gone) this.#send?.(message);
  }

  kill(how: 'politely' | 'now'): void {
    if (!this.#gone) this.#child?.kill(how === 'now' ? 'SIGKILL' : 'SIGTERM');
  }

  /** Ends the process without a report; settles when it is gone. */
  async close(): Promise<void> {
    if (this.#child === null || this.#gone) return;
    this.#gone = true;
    await this.#pool.destroy();
  }

  /** tinypool keeps the child process in a field of its worker; its exit code, signal and stderr are told nowhere else. */
  #adopt(): void {
    const [worker] = this.#pool.threads as unknown as readonly { readonly process?: ChildProcess }[];
    const child = worker?.process;
    if (child === undefined) throw new Error('defect: tinypool started no process for its first task');
    this.#child = child;
    child.stdout?.unpipe(process.stdout);
    child.stderr?.unpipe(process.stderr);
    child.stdout?.on('data', (data: Buffer) => this.#keep(data));
    child.stderr?.on('data', (data: Buffer) => this.#keep(data));
    child.on('exit', (exitCode, signal) => {
      if (this.#gone) return;
      this.#gone = true;
      let told = false;
      const tell = (): void => {
        if (told) return;
        told = true;
        this.#listener.lost({ exitCode, signal, stderr: [...this.#stderr] }, child.pid ?? 0);
      };
      // An idle worker has no last words to wait for, and must not be given another order meanwhile.
      if (!this.#busy) return tell();
      // `close` comes after the streams have ended, so that the last words are in; a grandchild may keep them open.
      child.on('close', tell);
      setTimeout(tell, LAST_WORDS);
    });
  }

  #keep(data: Buffer): void {
    for (const line of data.toString('utf8').split(/\r?\n/)) {
      if (line.trim() !== '') this.#stderr.push(line.slice(0, 500));
    }
    this.#stderr.splice(0, Math.max(0, this.#stderr.length - STDERR_LINES));
  }
}

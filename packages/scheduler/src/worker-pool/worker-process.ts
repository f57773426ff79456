import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import type { ProcessEnd } from '../core/state/outcome.ts';
import {
  isFromWorker,
  type ToWorker,
  type WhileRunning,
  type WorkOrder,
  type WorkReport,
} from '../worker/messages.ts';
import type { Session } from '../worker/session.ts';
import type { ProcessTree, ProcessTrees } from './process-tree.ts';
import { type LogPlace, WorkerLog } from './worker-log.ts';

/** Longest wait for the end of a dead worker's output, in milliseconds. */
const LAST_WORDS = 500;
/** tinypool's own idle limit is a 32-bit timer; this is its largest value, about 24 days. */
const NEVER = 2 ** 31 - 1;
/** Built: a process cannot be started from the sources. */
const SESSION = fileURLToPath(new URL('../../dist/worker/session.js', import.meta.url));

export interface WorkerProcessOptions {
  /** Module whose default export carries out an order. */
  readonly module: string;
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File for what a worker's process writes to its standard output and error; null, or absent, for none. */
  readonly log?: (pid: number) => LogPlace | null;
}

export interface WorkerProcessListener {
  message(message: WhileRunning): void;
  lost(end: ProcessEnd, pid: number): void;
}

interface Answer {
  readonly resolve: (report: WorkReport) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One child process, as a tinypool of one: tinypool starts and ends it and keeps its channel; orders and reports go over
 * that channel within one task of the pool (`serveSession`). Which worker takes which task, and when one is replaced, is
 * the scheduler's to say.
 */
export class WorkerProcess {
  readonly #pool: Tinypool;
  readonly #module: string;
  readonly #listener: WorkerProcessListener;
  readonly #trees: ProcessTrees;
  readonly #logPlace: (pid: number) => LogPlace | null;
  #log = new WorkerLog(null);
  #tree: ProcessTree | null = null;
  /** Told to end: that it ended needs no other cause. */
  #told = false;
  #keepsLog = false;
  #send: ((message: unknown) => void) | null = null;
  #child: ChildProcess | null = null;
  /** Waits for the report of the present order; null while there is none. */
  #answer: Answer | null = null;
  #gone = false;

  constructor(options: WorkerProcessOptions, trees: ProcessTrees, listener: WorkerProcessListener) {
    this.#module = options.module;
    this.#listener = listener;
    this.#trees = trees;
    this.#logPlace = options.log ?? (() => null);
    this.#pool = new Tinypool({
      filename: SESSION,
      runtime: 'child_process',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: NEVER,
      argv: [...options.argv],
      execArgv: [...options.execArgv],
      env: { ...options.env } as Record<string, string>,
    });
    // A process that dies before its session is reported through its exit; without a listener the event would be thrown.
    this.#pool.on('error', () => undefined);
  }

  get pid(): number | null {
    return this.#gone ? null : (this.#child?.pid ?? null);
  }

  /** Starts the process at the first order. Settles with the report; never settles when the process is lost. */
  run(order: WorkOrder<unknown>): Promise<WorkReport> {
    // Nobody would answer.
    if (this.#gone) throw new Error('defect: an order for a process that is gone');
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      if (this.#child === null) this.#begin(order);
      else this.say({ ballast: 'order', order });
    });
  }

  #begin(first: WorkOrder<unknown>): void {
    const channel = {
      onMessage: (send: (message: unknown) => void) => {
        this.#send = send;
      },
      postMessage: (message: unknown) => this.#hear(message),
    };
    const session: Session = { module: this.#module, first };
    const ended = this.#pool.run(session, { channel }) as Promise<never>;
    this.#adopt();
    // Only the end of the process ends a session.
    ended.catch((error: unknown) => {
      // The exit tells more than the rejection does; give it the turn that it needs to arrive.
      setImmediate(() => {
        if (!this.#gone) this.#answered()?.reject(error);
      });
    });
  }

  #hear(message: unknown): void {
    if (!isFromWorker(message)) return;
    if (message.ballast === 'report') this.#answered()?.resolve(message.report);
    else if (message.ballast === 'thrown') this.#answered()?.reject(new Error(message.message));
    else this.#listener.message(message);
  }

  /** Who waited for the order that has come to an end. */
  #answered(): Answer | null {
    const answer = this.#answer;
    this.#answer = null;
    return answer;
  }

  say(message: ToWorker): void {
    if (!this.#gone) this.#send?.(message);
  }

  kill(how: 'politely' | 'now'): void {
    if (this.#gone) return;
    this.#told = true;
    this.#tree?.end(how);
  }

  /** Something went wrong in it: its log is kept. */
  keepLog(): void {
    this.#keepsLog = true;
  }

  /** Ends the process, with all it started, without a report; settles when it is gone. */
  async close(): Promise<void> {
    if (this.#child === null || this.#gone) return;
    this.#gone = true;
    this.#told = true;
    await this.#pool.destroy();
    this.#tree?.close();
    if (this.#keepsLog) this.#log.close();
    else this.#log.discard();
  }

  /** tinypool keeps the child process in a field of its worker; its exit code, signal and stderr are told nowhere else. */
  #adopt(): void {
    const [worker] = this.#pool.threads as unknown as readonly { readonly process?: ChildProcess }[];
    const child = worker?.process;
    if (child === undefined) throw new Error('defect: tinypool started no process for its first task');
    this.#child = child;
    if (child.pid !== undefined) {
      this.#tree = this.#trees.adopt(child.pid);
      this.#log = new WorkerLog(this.#logPlace(child.pid));
    }
    child.stdout?.unpipe(process.stdout);
    child.stderr?.unpipe(process.stderr);
    // Taking its destination away stops a stream: without `resume` a worker that writes much would wait for ever.
    child.stdout?.on('data', (data: Buffer) => this.#log.out(data)).resume();
    child.stderr?.on('data', (data: Buffer) => this.#log.err(data)).resume();
    child.on('exit', (exitCode, signal) => this.#onExit(child, { exitCode, signal }));
  }

  #onExit(child: ChildProcess, { exitCode, signal }: Pick<ProcessEnd, 'exitCode' | 'signal'>): void {
    if (this.#gone) return;
    this.#gone = true;
    // Before the rest of the tree is ended: that must not be taken for the cause.
    const proof = this.#told ? null : (this.#tree?.proof(signal) ?? null);
    this.#tree?.close();
    let told = false;
    const tell = (): void => {
      if (told) return;
      told = true;
      this.#log.close();
      const { lastLines: stderr, file: log } = this.#log;
      this.#listener.lost({ exitCode, signal, stderr, proof, log }, child.pid ?? 0);
    };
    // An idle worker has no last words to wait for, and must not be given another order meanwhile.
    if (this.#answer === null) return tell();
    // `close` comes after the streams have ended, so that the last words are in; a grandchild may keep them open.
    child.on('close', tell);
    setTimeout(tell, LAST_WORDS);
  }
}

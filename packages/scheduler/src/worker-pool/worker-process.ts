import type { ProcessEnd } from '../core/state/outcome.ts';
import {
  type Answer,
  isFromWorker,
  type ToWorker,
  type WhileRunning,
  type WorkOrder,
} from '../worker/messages.ts';
import type { ProcessTree } from './process-tree.ts';
import type { StartedWorker } from './start-worker.ts';
import type { WorkerLog } from './worker-log.ts';

/** Longest wait for the rest of a dead worker's output, in milliseconds. */
const LAST_OUTPUT = 500;
/**
 * A terminal sends these to all processes of its foreground group. A worker has left that group before it runs a program,
 * but not yet in the instant between fork and setsid.
 */
const TERMINAL_SIGNALS: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGHUP', 'SIGQUIT']);
/** How long a worker may take to end once it is asked to by `close`, in milliseconds. */
const CLOSE_GRACE = 1000;

export interface WorkerProcessParts {
  readonly started: StartedWorker;
  /** Module whose default export carries out an order. */
  readonly module: string;
  readonly tree: ProcessTree;
  readonly log: WorkerLog;
  readonly first: Assigned;
}

/** An order, and who waits for its answer: never called if the process is lost before it has answered. */
export interface Assigned {
  readonly order: WorkOrder<unknown>;
  readonly onAnswer: (answer: Answer) => void;
}

export interface WorkerProcessListener {
  message(message: WhileRunning): void;
  /** The process has ended though `close` was not called. */
  lost(end: ProcessEnd): void;
  /** A signal of the terminal has ended the process before it sent anything; see `TERMINAL_SIGNALS`. */
  interrupted(signal: NodeJS.Signals): void;
}

type State =
  /** It has its first order and has sent nothing yet. */
  | ({ readonly kind: 'starting' } & Assigned)
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'busy' } & Assigned)
  /** Asked to end by `kill`: a late answer is ignored, and its exit needs no other cause. */
  | { readonly kind: 'ending' }
  /** Asked to end by `close`: nothing more is reported. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'gone' };

/**
 * One worker: its process, the channel to it and its log. The scheduler decides which worker takes which task and when a
 * worker is replaced.
 */
export class WorkerProcess {
  readonly #started: StartedWorker;
  readonly #tree: ProcessTree;
  readonly #log: WorkerLog;
  readonly #listener: WorkerProcessListener;
  /** Settles once the process has ended and its output was read. */
  readonly #over: Promise<void>;
  #state: State;

  constructor({ started, module, tree, log, first }: WorkerProcessParts, listener: WorkerProcessListener) {
    this.#started = started;
    this.#tree = tree;
    this.#log = log;
    this.#listener = listener;
    this.#over = outputRead(started);
    const { child, stdout, stderr } = started;
    stdout.on('data', (data: Buffer) => log.out(data));
    stderr.on('data', (data: Buffer) => log.err(data));
    child.on('message', (message) => this.#receive(message));
    child.on('exit', (exitCode, signal) => this.#onExit(exitCode, signal));
    this.#state = { kind: 'starting', ...first };
    this.send({ ballast: 'begin', module });
    this.send({ ballast: 'order', order: first.order });
  }

  /** Null once the process has ended or is being closed. */
  get pid(): number | null {
    return this.#isOver() ? null : this.#started.pid;
  }

  run(assigned: Assigned): void {
    if (this.#state.kind !== 'idle') {
      throw new Error(`defect: an order for a worker whose state is ${this.#state.kind}`);
    }
    this.#state = { kind: 'busy', ...assigned };
    this.send({ ballast: 'order', order: assigned.order });
  }

  send(message: ToWorker): void {
    if (!this.#isOver()) this.#started.child.send(message);
  }

  kill(how: 'politely' | 'now'): void {
    if (this.#isOver()) return;
    this.#state = { kind: 'ending' };
    this.#tree.end(how);
  }

  /** Keeps the log even if the worker ends well: something went wrong in it. */
  keepLog(): void {
    this.#log.keep();
  }

  /** Ends the process and all that it has started, without a report; settles when they are gone. */
  async close(): Promise<void> {
    if (this.#isOver()) return this.#over;
    this.#state = { kind: 'closing' };
    this.#tree.end('politely');
    const kill = setTimeout(() => this.#tree.end('now'), CLOSE_GRACE);
    this.#started.child.once('exit', () => clearTimeout(kill));
    await this.#over;
    this.#log.discard();
  }

  #isOver(): boolean {
    return this.#state.kind === 'closing' || this.#state.kind === 'gone';
  }

  #receive(message: unknown): void {
    if (!isFromWorker(message) || this.#isOver()) return;
    if (this.#state.kind === 'starting') this.#state = { ...this.#state, kind: 'busy' };
    if (message.ballast === 'report' || message.ballast === 'thrown') this.#answered(message);
    else this.#listener.message(message);
  }

  #answered(answer: Answer): void {
    if (this.#state.kind !== 'busy') return;
    const { onAnswer } = this.#state;
    this.#state = { kind: 'idle' };
    onAnswer(answer);
  }

  #onExit(exitCode: number | null, signal: NodeJS.Signals | null): void {
    const { kind } = this.#state;
    this.#state = { kind: 'gone' };
    const wasAsked = kind === 'ending' || kind === 'closing';
    // Before the rest of the tree is killed, which must not be taken for the cause.
    const proof = wasAsked ? null : this.#tree.proof(signal);
    this.#tree.close();
    if (kind === 'closing') return;
    if (kind === 'starting' && signal !== null && TERMINAL_SIGNALS.has(signal)) {
      this.#log.discard();
      return this.#listener.interrupted(signal);
    }
    const report = (): void => {
      this.#log.close();
      const { lastLines: stderr, file: log } = this.#log;
      this.#listener.lost({ exitCode, signal, stderr, proof, log });
    };
    // An idle worker has no output to wait for, and must not be given another order meanwhile.
    if (kind === 'idle') report();
    else void this.#over.then(report);
  }
}

/** The streams of a process may stay open after its exit: what it has started may hold them. */
function outputRead({ child, stdout, stderr }: StartedWorker): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      const late = setTimeout(() => {
        stdout.destroy();
        stderr.destroy();
        resolve();
      }, LAST_OUTPUT);
      child.once('close', () => {
        clearTimeout(late);
        resolve();
      });
    });
  });
}

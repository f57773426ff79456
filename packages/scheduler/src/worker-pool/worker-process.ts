import type { ProcessEnd } from '../core/state/tasks/outcome.ts';
import type { Suspension } from '../platform/suspension.ts';
import { followingOrder } from '../worker/following.ts';
import type { Answer, ToWorker, WhileRunning, WorkOrder } from '../worker/messages.ts';
import { checkMessage } from './check-message.ts';
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
  /** Its first message. */
  readonly begin: ToWorker;
  readonly tree: ProcessTree;
  readonly log: WorkerLog;
  readonly suspension: Suspension;
  readonly first: Assigned;
}

/** Orders, carried out one after the other, and who waits for their answers. */
export interface Assigned {
  /** At least one; those that are not answered yet. */
  readonly orders: readonly WorkOrder<unknown>[];
  /** Why an answer cannot be one to its order, though its form is right; null if it can. */
  readonly check: (answer: Answer) => string | null;
  /** Called with the next answers: never with those of orders during which the process was lost. */
  readonly onAnswers: (answers: readonly Answer[]) => void;
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
  /** Killed because it sent a message that cannot be true: nothing more that it sends is believed. */
  | { readonly kind: 'disbelieved'; readonly reason: string }
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
  readonly #suspension: Suspension;
  readonly #listener: WorkerProcessListener;
  /** Settles once the process has ended and its output was read. */
  readonly #over: Promise<void>;
  #state: State;
  #isToBeSuspended = false;
  /** What is sent once the memory of the process counts; null since then. */
  #held: ToWorker[] | null;

  constructor(parts: WorkerProcessParts, listener: WorkerProcessListener) {
    const { started, begin, log, first } = parts;
    this.#started = started;
    this.#tree = parts.tree;
    this.#log = log;
    this.#suspension = parts.suspension;
    this.#listener = listener;
    this.#over = outputRead(started);
    const { child, stdout, stderr } = started;
    stdout.on('data', (data: Buffer) => log.out(data));
    stderr.on('data', (data: Buffer) => log.err(data));
    child.on('message', (message) => this.#receive(message));
    child.on('exit', (exitCode, signal) => this.#onExit(exitCode, signal));
    this.#state = { kind: 'starting', ...first };
    const { contained } = parts.tree;
    this.#held = null;
    this.send(begin);
    if (contained !== undefined) this.#holdUntil(contained);
    this.#order(first);
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
    this.#order(assigned);
  }

  #order({ orders: [order, ...followers] }: Assigned): void {
    if (order === undefined) return;
    const following = followers.map((one) => followingOrder(one, order));
    this.send({ ballast: 'order', order, followers: following });
  }

  send(message: ToWorker): void {
    if (this.#held !== null) this.#held.push(message);
    else if (!this.#isOver()) this.#started.child.send(message);
  }

  /** An order that came earlier could take memory that nothing bounds. */
  #holdUntil(contained: Promise<void>): void {
    this.#held = [];
    void contained.then(() => {
      const messages = this.#held ?? [];
      this.#held = null;
      for (const message of messages) this.send(message);
    });
  }

  /**
   * Stops the process from outside, but not before it has sent something: until then it may not be tied to this process,
   * and if this process died a stopped one would stay for ever.
   */
  suspend(): void {
    this.#isToBeSuspended = this.#state.kind === 'starting';
    if (!this.#isToBeSuspended) this.#suspension.suspend(this.pid);
  }

  continue(): void {
    this.#isToBeSuspended = false;
    this.#suspension.continue(this.pid);
  }

  kill(how: 'politely' | 'now'): void {
    if (this.#isOver()) return;
    if (this.#state.kind !== 'disbelieved') this.#state = { kind: 'ending' };
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

  #receive(value: unknown): void {
    const { kind } = this.#state;
    if (kind !== 'starting' && kind !== 'busy' && kind !== 'idle') return;
    const { orders = [], check } = this.#assigned() ?? {};
    const checked = checkMessage(value, orders);
    if (checked.kind === 'foreign') return;
    if (checked.kind === 'wrong') return this.#disbelieve(checked.reason);
    const { message } = checked;
    if (message.ballast !== 'report' && message.ballast !== 'thrown' && message.ballast !== 'answers') {
      this.#reported();
      return this.#listener.message(message);
    }
    const answers = message.ballast === 'answers' ? message.answers : [message];
    for (const answer of answers) {
      const reason = check?.(answer) ?? null;
      if (reason !== null) return this.#disbelieve(reason);
    }
    this.#answered(answers);
  }

  #assigned(): Assigned | null {
    return this.#state.kind === 'starting' || this.#state.kind === 'busy' ? this.#state : null;
  }

  /** It has sent its first message. */
  #reported(): void {
    if (this.#state.kind === 'starting') this.#state = { ...this.#state, kind: 'busy' };
    if (this.#isToBeSuspended) this.suspend();
  }

  #answered(answers: readonly Answer[]): void {
    const assigned = this.#assigned();
    if (assigned === null) return;
    this.#isToBeSuspended = false;
    const orders = assigned.orders.slice(answers.length);
    this.#state = orders.length === 0 ? { kind: 'idle' } : { ...assigned, kind: 'busy', orders };
    assigned.onAnswers(answers);
  }

  /** Whatever has damaged a message may have damaged results as well: the process is of no use any more. */
  #disbelieve(reason: string): void {
    this.#state = { kind: 'disbelieved', reason };
    this.#tree.end('now');
  }

  #onExit(exitCode: number | null, signal: NodeJS.Signals | null): void {
    const before = this.#state;
    const { kind } = before;
    this.#state = { kind: 'gone' };
    const wasAsked = kind === 'ending' || kind === 'closing' || kind === 'disbelieved';
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
      const { lastLines, file: log } = this.#log;
      const stderr = [...lastLines, ...(before.kind === 'disbelieved' ? [disbelieved(before.reason)] : [])];
      this.#listener.lost({ exitCode, signal, stderr, proof, log });
    };
    // An idle worker has no output to wait for, and must not be given another order meanwhile.
    if (kind === 'idle') report();
    else void this.#over.then(report);
  }
}

function disbelieved(reason: string): string {
  return `the worker was ended because a message of it cannot be true: ${reason}`;
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

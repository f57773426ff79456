import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readerEnvironment } from '../platform/reader-environment.ts';
import type { NamedReader } from '../worker/readers.ts';
import type { Answer, Question } from './look-up-file.ts';

/** The built file: Node cannot run the sources. */
const PROGRAM = fileURLToPath(new URL('../../dist/program/survey-look-up-process.cjs', import.meta.url));

/** How long it may work after its answer, in milliseconds. */
const LAST_WORK = 2000;

/** What the process is sent first: it opens the reader at once. */
export type ApartReader = NamedReader;

/** What it is sent next. */
export interface ApartQuestion {
  readonly path: string;
  readonly question: Question;
}

/**
 * Looks names up in a process of its own: a native library that crashes or hangs on a file must not take this process with
 * it. The process starts at once, so that it is ready when there is a question; it answers one.
 */
export class LookUpApart implements Disposable {
  readonly #child: ChildProcess;
  readonly #answer: Promise<Answer | null>;
  #hasAnswered = false;

  constructor(reader: ApartReader) {
    const env = readerEnvironment(process.env, process.platform);
    const child = fork(PROGRAM, { stdio: 'ignore', execArgv: [], env });
    this.#child = child;
    this.#answer = new Promise((resolve) => {
      child.once('message', (answer) => resolve(answer as Answer | null));
      child.once('error', () => resolve(null));
      child.once('exit', () => resolve(null));
    });
    this.#send(reader);
  }

  /** Null if there is no answer within `patience`, in milliseconds. */
  async ask(asked: ApartQuestion, patience: number): Promise<Answer | null> {
    this.#send(asked);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patience);
    });
    const answer = await Promise.race([this.#answer, late]);
    clearTimeout(timer);
    if (answer === null) this[Symbol.dispose]();
    else this.#leave();
    return answer;
  }

  [Symbol.dispose](): void {
    if (!this.#hasAnswered) this.#child.kill('SIGKILL');
  }

  /** It still keeps its compiled code, and ends then. Nobody waits for that. */
  #leave(): void {
    this.#hasAnswered = true;
    this.#child.unref();
    this.#child.channel?.unref();
    setTimeout(() => this.#child.kill('SIGKILL'), LAST_WORK).unref();
  }

  /** A process that has ended gets nothing, and has given its answer. */
  #send(message: ApartReader | ApartQuestion): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

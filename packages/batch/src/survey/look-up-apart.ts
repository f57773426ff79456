import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReaderName } from '@ballast/config';
import { readerEnvironment } from '../platform/reader-environment.ts';
import type { ReaderSettings } from '../worker/readers.ts';
import type { Answer, Question } from './look-up-file.ts';

/** The built file: Node cannot run the sources. */
const PROGRAM = fileURLToPath(new URL('../../dist/survey/look-up-process.js', import.meta.url));

/** What the process is sent. */
export interface ApartQuestion {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
  readonly path: string;
  readonly question: Question;
}

/**
 * Looks names up in a process of its own: a native library that crashes or hangs on a file must not take this process with
 * it. Null if there is no answer within `patience`, in milliseconds.
 */
export function lookUpApart(asked: ApartQuestion, patience: number): Promise<Answer | null> {
  return new Promise((resolve) => {
    const env = readerEnvironment(process.env, process.platform);
    const child = fork(PROGRAM, { stdio: 'ignore', execArgv: [], env });
    const end = (answer: Answer | null): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), patience);
    child.once('message', (answer) => end(answer as Answer | null));
    child.once('error', () => end(null));
    child.once('exit', () => end(null));
    child.send(asked, (error) => {
      if (error !== null) end(null);
    });
  });
}

import { fileURLToPath } from 'node:url';
import { readerEnvironment } from '../platform/reader-environment.ts';
import type { NamedReader } from './readers.ts';

/** What the build makes of `worker/reader-session.ts`: a process cannot run the sources. */
const PROGRAM = fileURLToPath(new URL('../../dist/program/worker-reader-session.cjs', import.meta.url));

/**
 * How a process starts that reads files. With `reader` it opens that one at once; which plan it follows, it gets later. `shown`: of
 * the batch, for whoever looks at a list of processes.
 */
export function readerProgram(
  reader: NamedReader | null,
  shown: string,
): {
  readonly program: string;
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
} {
  return {
    program: PROGRAM,
    argv: [reader === null ? '' : JSON.stringify(reader), String(process.pid), shown],
    execArgv: ['--expose-gc'],
    env: readerEnvironment(process.env, process.platform),
  };
}

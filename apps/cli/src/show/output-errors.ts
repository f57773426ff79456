import { forTerminal } from '@ballast/text';

/** The two streams of this process, as far as their errors go. */
interface OutputStreams {
  readonly stdout: NodeJS.EventEmitter;
  readonly stderr: NodeJS.EventEmitter & { write(text: string): unknown };
}

/** Whoever read the output has closed it; the second is how Windows says it. */
const CLOSED = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/**
 * Output that nobody reads any more is given up quietly: a batch goes on without it. Output that cannot be written is
 * said once, on standard error, and `failed` is told.
 */
export function watchOutput({ stdout, stderr }: OutputStreams, failed: () => void): void {
  let said = false;
  const onError =
    (name: string) =>
    ({ code = '', message }: NodeJS.ErrnoException): void => {
      if (CLOSED.has(code)) return;
      failed();
      if (said) return;
      said = true;
      stderr.write(`ballast: ${name} cannot be written: ${forTerminal(message)}\n`);
    };
  stdout.on('error', onError('standard output'));
  stderr.on('error', onError('standard error'));
}

import { forTerminal } from '@ballast/text';

/** The two streams of this process, as far as their errors go. */
interface OutputStreams {
  readonly stdout: NodeJS.EventEmitter;
  readonly stderr: NodeJS.EventEmitter & { write(text: string): unknown };
}

/** The reader of the output has closed it; the second is the code on Windows. */
const CLOSED = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/**
 * Output that nobody reads any more is dropped silently: a batch continues without it. Output that cannot be written is
 * reported once, on standard error, and `failed` is called.
 */
export function watchOutput({ stdout, stderr }: OutputStreams, failed: () => void): void {
  let isReported = false;
  const onError =
    (name: string) =>
    ({ code = '', message }: NodeJS.ErrnoException): void => {
      if (CLOSED.has(code)) return;
      failed();
      if (isReported) return;
      isReported = true;
      stderr.write(`ballast: ${name} cannot be written: ${forTerminal(message)}\n`);
    };
  stdout.on('error', onError('standard output'));
  stderr.on('error', onError('standard error'));
}

import { forTerminal } from '@ballast/text';

/** The two streams of this process, as far as their errors go. */
interface OutputStreams {
  readonly stdout: Output;
  readonly stderr: Output & { write(text: string): unknown };
}

type Output = NodeJS.EventEmitter & { readonly isTTY?: boolean };

/** The reader of the output has closed it; the second is the code on Windows. */
const CLOSED = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/** The terminal was closed. */
const GONE = 'EIO';

/**
 * Output that nobody reads any more is dropped silently: a batch continues without it. Output that cannot be written is
 * reported once, on standard error, and `failed` is called.
 */
export function watchOutput({ stdout, stderr }: OutputStreams, failed: () => void): void {
  let isReported = false;
  const onError =
    (name: string, { isTTY = false }: Output) =>
    ({ code = '', message }: NodeJS.ErrnoException): void => {
      if (CLOSED.has(code) || (isTTY && code === GONE)) return;
      failed();
      if (isReported) return;
      isReported = true;
      stderr.write(`ballast: ${name} cannot be written: ${forTerminal(message)}\n`);
    };
  stdout.on('error', onError('standard output', stdout));
  stderr.on('error', onError('standard error', stderr));
}

import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';

const STREAMS = [0, 1, 2] as const;

/**
 * Lets this process end in order after its terminal is gone: a closed window, a lost connection. On POSIX systems Node
 * resets the settings of a terminal at its very end, and aborts with a core dump if that fails. This program never changes
 * those settings, so that it can let go of the terminal first: Node leaves streams alone that are not what they were.
 */
export function leaveTerminalAtExit(): void {
  if (process.platform === 'win32') return;
  // A terminal that is gone is not recognized as one any more.
  const terminals = STREAMS.filter((stream) => isatty(stream));
  process.once('exit', () => {
    for (const stream of terminals) replaceByNothing(stream);
  });
}

function replaceByNothing(stream: number): void {
  try {
    closeSync(stream);
    // The system gives the lowest free number: the one that was closed.
    openSync(devNull, 'r+');
  } catch {
    // A closed stream is left alone too.
  }
}

import { readFileSync } from 'node:fs';

/** Keys as they are pressed, one call each. */
export interface RawKeys {
  stop(): void;
}

const INTERRUPT = '\u0003';
const SUSPEND = '\u001a';

/**
 * Listens to single keys. Ctrl-C and Ctrl-Z keep their meaning. Null without a terminal of its own: asking for keys would stop a
 * process in the background.
 */
export function listenForKeys(
  onKey: (key: string) => void,
  input: NodeJS.ReadStream = process.stdin,
): RawKeys | null {
  if (input.isTTY !== true || !isInForeground()) return null;
  const raw = (isOn: boolean): void => {
    try {
      input.setRawMode(isOn);
    } catch {
      // The terminal is gone.
    }
  };
  const restore = (): void => raw(false);
  const onData = (data: Buffer): void => {
    for (const key of data.toString('utf8')) {
      if (key === INTERRUPT) process.emit('SIGINT', 'SIGINT');
      else if (key === SUSPEND) suspend(raw);
      else onKey(key);
    }
  };
  raw(true);
  input.on('data', onData);
  input.resume();
  // Before the terminal is let go of, which others do at the exit, too.
  process.prependOnceListener('exit', restore);
  return {
    stop: () => {
      input.off('data', onData);
      input.pause();
      raw(false);
      process.off('exit', restore);
    },
  };
}

function suspend(raw: (isOn: boolean) => void): void {
  if (process.platform === 'win32') return;
  raw(false);
  process.once('SIGCONT', () => raw(true));
  process.kill(process.pid, 'SIGTSTP');
}

/** Fields of /proc/self/stat after the name of the program, which may have blanks. */
const GROUP = 2;
const TERMINAL_GROUP = 5;

/** Elsewhere than on Linux nothing says so. */
function isInForeground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[GROUP] === fields[TERMINAL_GROUP];
  } catch {
    return true;
  }
}

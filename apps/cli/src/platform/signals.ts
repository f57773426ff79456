import { isatty } from 'node:tty';

/** Windows has no SIGTERM, and reports Ctrl-Break as SIGBREAK. */
const ASKS_TO_END: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM'];

/**
 * Whether a terminal is attached. Of a process without one, such as one that nohup started, a hang-up is not an order
 * to end: the session that started it was closed, and the process is meant to outlive it.
 */
const HAS_TERMINAL = [0, 1, 2].some((stream) => isatty(stream));

/**
 * Call at the start. Node sets a hang-up that nohup made the system ignore back to its default, which ends the process. Until
 * then, and with a terminal until `listenForSignals`, a hang-up does that.
 */
export function outliveSession(hasTerminal: boolean = HAS_TERMINAL): void {
  if (process.platform !== 'win32' && !hasTerminal) process.on('SIGHUP', () => undefined);
}

/** Calls `onSignal` for each signal that asks this process to end, instead of ending it. Returns the function that stops this. */
export function listenForSignals(
  onSignal: (signal: NodeJS.Signals) => void,
  hasTerminal: boolean = HAS_TERMINAL,
): () => void {
  const hangUp: NodeJS.Signals[] = process.platform !== 'win32' && hasTerminal ? ['SIGHUP'] : [];
  const signals = [...ASKS_TO_END, ...hangUp];
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/**
 * Call when everything is done. Node stops listening some milliseconds before the process ends, while it frees its memory: a
 * signal would then end the process and replace its exit code. This skips that part.
 */
export function keepListeningToTheEnd(): void {
  process.once('exit', () => process.exit());
}

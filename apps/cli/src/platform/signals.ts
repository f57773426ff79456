/** Windows has no SIGTERM, and reports Ctrl-Break as SIGBREAK. */
const ASKS_TO_END: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Calls `onSignal` for each signal that asks this process to end, instead of ending it. Returns the function that stops this. */
export function listenForSignals(onSignal: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of ASKS_TO_END) process.on(signal, onSignal);
  return () => {
    for (const signal of ASKS_TO_END) process.off(signal, onSignal);
  };
}

/**
 * Call when everything is done. Node stops listening some milliseconds before the process ends, while it frees its memory: a
 * signal would then end the process and replace its exit code. This skips that part.
 */
export function keepListeningToTheEnd(): void {
  process.once('exit', () => process.exit());
}

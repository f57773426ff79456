/** Windows has no SIGTERM; Ctrl-Break arrives there as SIGBREAK. */
const STOP_SIGNALS: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The first signal drains, any further one cancels. Returns a function that stops listening. */
export function listenForSignals(on: {
  readonly drain: (signal: string) => void;
  readonly cancel: (signal: string) => void;
}): () => void {
  let seen = 0;
  const listener = (signal: NodeJS.Signals): void => {
    seen += 1;
    if (seen === 1) on.drain(signal);
    else on.cancel(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, listener);
  };
}

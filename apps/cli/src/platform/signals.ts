/** Windows has no SIGTERM; Ctrl-Break arrives there as SIGBREAK. */
const ASKS_TO_END: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The first signal drains, any further one cancels. Gives the function that stops listening. */
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
  for (const signal of ASKS_TO_END) process.on(signal, listener);
  return () => {
    for (const signal of ASKS_TO_END) process.off(signal, listener);
  };
}

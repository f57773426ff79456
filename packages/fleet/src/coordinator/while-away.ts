import { setTimeout as wait } from 'node:timers/promises';
import { isAway } from '../log/away.ts';

export interface Waiting {
  readonly signal: AbortSignal;
  /** How long the server may be away, in milliseconds, as known when it is found to be away. */
  readonly patience: () => number;
  /** Called once, with the fault of the server, before the first wait. */
  readonly waits: (fault: Error) => void;
}

const TRY_EVERY = 500;

/** Does something again while the server is away. Throws what it throws: at once for any other reason, and when the time is over. */
export async function whileAway<T>(act: () => Promise<T>, { signal, patience, waits }: Waiting): Promise<T> {
  const began = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isAway(error) || signal.aborted || performance.now() - began >= patience()) throw error;
      if (tries === 0) waits(error as Error);
      await wait(TRY_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two probes. */
const EVERY = 25;
/** Ends a hang, and nothing else: in milliseconds, far beyond what the slowest machine needs. */
const LIMIT = 10 * 60_000;

/** Waits until a probe finds something, and returns that; `what` names it in case it never comes. */
export async function until<T>(what: string, probe: () => T | false | null | undefined): Promise<T> {
  for (let waited = 0; waited < LIMIT; waited += EVERY) {
    const found = probe();
    if (found !== false && found !== null && found !== undefined) return found;
    await pause(EVERY);
  }
  throw new Error(`waited in vain: ${what}`);
}

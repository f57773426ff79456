import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

// On Windows a reader, an indexer or a virus scanner that has the target open makes rename fail for a while.
const PASSING = new Set(['EPERM', 'EBUSY', 'EACCES']);
const FIRST_WAIT = 10;
// Short: where somebody reads the target again and again, only the number of attempts helps.
const LONGEST_WAIT = 100;
const LONGEST_TOTAL = 20_000;

/** Moves `from` over `to` in one step, trying again for up to 20 s while something keeps the target open. */
export async function replaceFile(
  from: string,
  to: string,
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  let delay = FIRST_WAIT;
  for (let waited = 0; ; waited += delay, delay = Math.min(2 * delay, LONGEST_WAIT)) {
    try {
      return await move(from, to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!PASSING.has(code ?? '') || waited >= LONGEST_TOTAL) throw error;
    }
    await wait(delay);
  }
}

import { setTimeout as wait } from 'node:timers/promises';

/** Waits until a condition holds; throws after ten minutes, which only ends a hang. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 6000; tries += 1) {
    if (holds()) return;
    await wait(100);
  }
  throw new Error(`no sign of ${what} within 10 minutes`);
}

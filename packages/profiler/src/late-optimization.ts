import { setFlagsFromString } from 'node:v8';
import { changeV8Setting } from './v8-settings.ts';

/** How much of a function runs before it is optimized, in bytes of its code; V8 11 waits for 66 KiB by itself. */
const OPTIMIZED_AFTER = 1_000_000;
/** The same in a process that lives longer than `SHORT_LIFE`: then it runs for some time yet. */
const OPTIMIZED_LATER = 300_000;
/** In milliseconds. */
const SHORT_LIFE = 1000;
/** From this version on V8 waits for 3000 times the size of the function, which is as long, and has no such setting. */
const WAITS_BY_ITSELF = 12;

/**
 * For a process that may live for a second or two: functions are optimized only once they have run for some milliseconds. V8 11, that
 * of Node 20, optimizes hundreds of functions in such a process that hardly run again, on cores that others need: a third of what
 * a batch of small files takes. Changes only the speed.
 */
export function optimizeLate(): void {
  if (Number.parseInt(process.versions.v8, 10) >= WAITS_BY_ITSELF) return;
  setFlagsFromString(`--interrupt-budget=${OPTIMIZED_AFTER}`);
  setTimeout(() => {
    changeV8Setting('interrupt-budget', { first: OPTIMIZED_AFTER, to: OPTIMIZED_LATER });
  }, SHORT_LIFE).unref();
}

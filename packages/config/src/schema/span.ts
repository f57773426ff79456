import type { Milliseconds } from '@ballast/resource-model';
import type { z } from 'zod';
import { DURATION_PATTERN, DURATION_WORDS, parseDuration } from '../quantity/duration.ts';
import { refused } from '../quantity/parsed.ts';
import { quantity } from './fields.ts';

/** Timers hold at most 2^31 - 1 ms, a little under 25 days. */
export const LONGEST = '24d';

/** A time with its unit from the one to the other, both included. */
export function span([least, most]: readonly [string, string]): z.ZodType<Milliseconds, string> {
  const [from, to] = [timeOf(least), timeOf(most)];
  return quantity<Milliseconds>(DURATION_WORDS, (written) => {
    const parsed = parseDuration(written);
    if (!parsed.ok) return parsed;
    const within = parsed.value >= from && parsed.value <= to;
    return within ? parsed : refused(`a time from ${least} to ${most}`);
  }).meta({ pattern: DURATION_PATTERN, examples: ['20min', '90s', '1h30m'] });
}

function timeOf(text: string): Milliseconds {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`defect: ${text} is not a time`);
  return parsed.value;
}

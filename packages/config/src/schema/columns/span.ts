import type { Milliseconds } from '@ballast/resource-model';
import type { z } from 'zod';
import { DURATION_PATTERN, DURATION_WORDS, parseDuration } from '../../quantity/duration.ts';
import { refused } from '../../quantity/parsed.ts';
import { quantity } from '../fields.ts';

/** The longest timer is 2^31 - 1 ms, slightly less than 25 days. */
export const LONGEST = '24d';

/** Both ends of a range of times, as a batch file has them. */
interface TimeRange {
  readonly min: string;
  readonly max: string;
}

/** A time with its unit, in a range that includes both ends. */
export function span({ min, max }: TimeRange): z.ZodType<Milliseconds, string> {
  const from = timeOf(min);
  const to = timeOf(max);
  return quantity<Milliseconds>(DURATION_WORDS, (written) => {
    const parsed = parseDuration(written);
    if (!parsed.ok) return parsed;
    const within = parsed.value >= from && parsed.value <= to;
    return within ? parsed : refused(`a time from ${min} to ${max}`);
  }).meta({ pattern: DURATION_PATTERN, examples: ['20min', '90s', '1h30m'] });
}

function timeOf(text: string): Milliseconds {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`defect: ${text} is not a time`);
  return parsed.value;
}

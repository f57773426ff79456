import { milliseconds } from '@ballast/resource-model';
import { z } from 'zod';
import type { Resources } from '../batch.ts';
import { DURATION_PATTERN, DURATION_WORDS, parseDuration } from '../quantity/duration.ts';
import { MEMORY_PATTERN, MEMORY_WORDS, type MemoryBudget, parseMemory } from '../quantity/memory.ts';
import { refused } from '../quantity/parsed.ts';
import { quantity } from './fields.ts';

const MOST_WORKERS = 1024;
const SHORTEST_TIMEOUT = milliseconds(1000);
/** Timers hold at most 2^31 - 1 ms, a little under 25 days. */
const LONGEST_TIMEOUT = milliseconds(24 * 86_400_000);

const memory = quantity<MemoryBudget>(MEMORY_WORDS, parseMemory)
  .prefault('75%')
  .meta({
    description:
      'Memory that all workers together may take: a share of what this machine has (75%) or a size ' +
      '(12GB is 12 * 10^9 bytes, 12GiB is 12 * 2^30 bytes).',
    pattern: MEMORY_PATTERN,
    examples: ['75%', '12GB', '12GiB'],
  });

const WORKERS_WORDS = `auto or a whole number from 1 to ${MOST_WORKERS}`;
const workers = z
  .union(
    [
      z.literal('auto', { error: WORKERS_WORDS }),
      z
        .int({ error: WORKERS_WORDS })
        .min(1, { error: WORKERS_WORDS })
        .max(MOST_WORKERS, { error: WORKERS_WORDS }),
    ],
    { error: WORKERS_WORDS },
  )
  .default('auto')
  .meta({
    description:
      'Worker processes at most (a whole number), or auto: as many as memory, cores and licences allow.',
  });

const timeout = quantity(DURATION_WORDS, (written) => {
  const parsed = parseDuration(written);
  if (!parsed.ok) return parsed;
  const within = parsed.value >= SHORTEST_TIMEOUT && parsed.value <= LONGEST_TIMEOUT;
  return within ? parsed : refused('a time from 1s to 24d');
})
  .prefault('1h')
  .meta({
    description:
      'Longest time one attempt at one file may take, with its unit: d, h, min (or m), s, ms; from 1s to 24d.',
    pattern: DURATION_PATTERN,
    examples: ['20min', '90s', '1h30m'],
  });

export const resourcesSchema: z.ZodType<Resources, object | undefined> = z
  .strictObject({ memory, workers, timeout }, { error: 'a mapping with memory, workers and timeout' })
  .prefault({})
  .meta({ description: 'What the batch may take of this machine.' });

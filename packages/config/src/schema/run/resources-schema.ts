import { z } from 'zod';
import { AFFINITIES, NETS, type Resources } from '../../batch.ts';
import { DEFAULTS } from '../../defaults.ts';
import { MOST_WORKERS } from '../../policy.ts';
import { durationText } from '../../quantity/duration.ts';
import {
  MEMORY_PATTERN,
  MEMORY_WORDS,
  type MemoryBudget,
  memoryText,
  parseMemory,
} from '../../quantity/memory.ts';
import { LONGEST, span } from '../columns/span.ts';
import { quantity, wholeNumber } from '../fields.ts';
import { policySchema } from './policy-schema.ts';
import { retriesSchema } from './retries-schema.ts';
import { tokensSchema } from './task-schema.ts';

const MOST_LOADS = 64;
const MOST_SEATS = 10_000;
const MOST_THREADS = 64;

const memory = quantity<MemoryBudget>(MEMORY_WORDS, parseMemory)
  .prefault(memoryText({ kind: 'share', share: DEFAULTS.memoryShare }))
  .meta({
    description:
      'Memory that all workers together may use: a share of the memory of this machine (75%) or a size ' +
      '(12GB is 12 * 10^9 bytes, 12GiB is 12 * 2^30 bytes).',
    pattern: MEMORY_PATTERN,
    examples: ['75%', '12GB', '12GiB'],
  });

/** `auto`, or a whole number from 1 to `max`. */
function autoOr(max: number, description: string): z.ZodDefault<z.ZodType<'auto' | number>> {
  const words = `auto or a whole number from 1 to ${max}`;
  return z
    .union([z.literal('auto', { error: words }), wholeNumber(words, { min: 1, max })], { error: words })
    .default('auto')
    .meta({ description });
}

const workers = autoOr(
  MOST_WORKERS,
  'Maximum number of worker processes, or auto: as many as memory, cores and licences allow.',
);
const loads = autoOr(
  MOST_LOADS,
  'Number of files that are loaded at the same time, or auto: the number that the storage serves best.',
);
const seats = autoOr(
  MOST_SEATS,
  'Maximum number of licence seats that the batch may use (each attempt uses one), or auto: no limit.',
);

const nativeThreads = wholeNumber(`a whole number from 1 to ${MOST_THREADS}`, {
  min: 1,
  max: MOST_THREADS,
})
  .default(1)
  .meta({
    description:
      'Threads that one attempt computes with; attempts times threads stay within the number of cores.',
  });

const FACTOR_WORDS = 'auto or a number from 0.1 to 100';
const memoryFactor = z
  .union(
    [
      z.literal('auto', { error: FACTOR_WORDS }),
      z.number({ error: FACTOR_WORDS }).min(0.1, FACTOR_WORDS).max(100, FACTOR_WORDS),
    ],
    { error: FACTOR_WORDS },
  )
  .default('auto')
  .meta({
    description:
      'Bytes of memory that a worker is expected to need for each byte of its file until the batch has learned the factor, ' +
      'or auto: the known factor of the reader.',
  });

const affinity = z.enum(AFFINITIES, { error: 'none or numa' }).default('none').meta({
  description: 'none: workers run on every core. numa: each worker is bound to the cores of one NUMA node.',
});

const net = z
  .enum(NETS, { error: 'auto or off' })
  .default('auto')
  .meta({
    description:
      'auto: the operating system, if it can, enforces a hard limit 3 % (at least 128 MiB) above the memory budget with a ' +
      'control group or a Job Object, as a precaution against unexpected usage. off: only the batch itself enforces the budget.',
  });

const timeout = span({ min: '1s', max: LONGEST }).prefault(durationText(DEFAULTS.timeout)).meta({
  description: 'Time limit of one attempt at one file, in d, h, min (or m), s, ms; from 1s to 24d.',
});

const hungAfter = span({ min: '1s', max: LONGEST }).prefault(durationText(DEFAULTS.hungAfter)).meta({
  description:
    'An attempt that uses no core, reads nothing and reports no progress for this time is stopped as hung; from 1s to 24d.',
});

export const resourcesSchema: z.ZodType<Resources, object | undefined> = z
  .strictObject(
    {
      memory,
      memoryFactor,
      workers,
      loads,
      seats,
      nativeThreads,
      policy: policySchema,
      affinity,
      net,
      timeout,
      hungAfter,
      retries: retriesSchema,
      tokens: tokensSchema.optional(),
    },
    { error: 'a mapping with memory, workers, timeout and so on' },
  )
  .prefault({})
  .meta({ description: 'What the batch may use of this machine.' });

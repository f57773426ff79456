import type { Transform } from '@ballast/results-model';
import { z } from 'zod';
import { finiteNumber } from './fields.ts';

const WORDS = 'a mapping with sqrt, factor and offset';

/** What is done to every sample; nothing of it, when it changes nothing. */
export const transformSchema: z.ZodType<Transform | null> = z
  .strictObject(
    {
      sqrt: z.boolean({ error: 'true or false' }).default(false).meta({
        description: 'Whether the square root is taken, before anything else.',
      }),
      factor: finiteNumber('a number to multiply with').default(1).meta({
        description: 'What the samples are multiplied with.',
        default: 1,
      }),
      offset: finiteNumber('a number to add').default(0).meta({
        description: 'What is added after that.',
        default: 0,
      }),
    },
    { error: WORDS },
  )
  .nullable()
  .transform((written): Transform | null => {
    if (written === null || (!written.sqrt && written.factor === 1 && written.offset === 0)) return null;
    return written;
  })
  .default(null)
  .meta({
    description:
      'Done to every sample before anything is computed: factor * x + offset, or of the root of x.',
    default: null,
    examples: [{ factor: 0.001 }, { sqrt: true }],
  });

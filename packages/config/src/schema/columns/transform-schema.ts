import type { Transform } from '@ballast/results-model';
import { z } from 'zod';
import { finiteNumber } from '../fields.ts';

const WORDS = 'a mapping with sqrt, factor and offset';

/** The transform of every sample; null for one that changes nothing. */
export const transformSchema: z.ZodType<Transform | null> = z
  .strictObject(
    {
      sqrt: z.boolean({ error: 'true or false' }).default(false).meta({
        description: 'Whether to take the square root first.',
      }),
      factor: finiteNumber('a number to multiply by').default(1).meta({
        description: 'Factor that multiplies the sample.',
        default: 1,
      }),
      offset: finiteNumber('a number to add').default(0).meta({
        description: 'Offset that is added after that.',
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
      'Applied to every sample before anything is computed: factor * x + offset, or factor * sqrt(x) + offset.',
    default: null,
    examples: [{ factor: 0.001 }, { sqrt: true }],
  });

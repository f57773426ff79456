import type { Position } from '@ballast/results-model';
import { z } from 'zod';

const WORDS = 'touchdown, { end: A }, { end: B }, { arclength: metres } or { node: n }';
const END_WORDS = 'A or B';
const ARCLENGTH_WORDS = 'an arc length of 0 or more, in the length unit of the model';
const NODE_WORDS = 'the number of a node, 1 or more';

const touchdown = z.literal('touchdown', { error: WORDS }).transform((): Position => ({ kind: 'touchdown' }));

const place = z
  .strictObject(
    {
      end: z
        .enum(['A', 'B'], { error: END_WORDS })
        .optional()
        .meta({ description: 'End A or end B of a line.' }),
      arclength: z
        .number({ error: ARCLENGTH_WORDS })
        .min(0, { error: ARCLENGTH_WORDS })
        .optional()
        .meta({ description: 'Arc length from end A, in the length unit of the model.' }),
      node: z
        .int({ error: NODE_WORDS })
        .min(1, { error: NODE_WORDS })
        .optional()
        .meta({ description: 'Number of a node, counted from 1 at end A.' }),
    },
    { error: WORDS },
  )
  .transform((written, context): Position => {
    const { end, arclength, node } = written;
    const given = [end, arclength, node].filter((value) => value !== undefined).length;
    if (given === 1 && end !== undefined) return { kind: 'end', end };
    if (given === 1 && arclength !== undefined) return { kind: 'arclength', arclength: arclength + 0 };
    if (given === 1 && node !== undefined) return { kind: 'node', node };
    // A key that is not known has its own mistake and may well be the one that was meant.
    if (context.issues.length > 0) return z.NEVER;
    const params = { found: given === 0 ? 'none of them' : `${given} of them` };
    const message = 'exactly one of end, arclength and node';
    context.issues.push({ code: 'custom', message, input: written, params });
    return z.NEVER;
  })
  .meta({ minProperties: 1, maxProperties: 1 });

export const positionSchema: z.ZodType<Position | null> = z
  .union([touchdown, place, z.null()], { error: WORDS })
  .default(null)
  .meta({
    description:
      'Where on the object the variable is taken: touchdown, { end: A }, { end: B }, { arclength: 12.5 } in the ' +
      'length unit of the model, or { node: 3 }. Only with reader orcaflex.',
    default: null,
    examples: [{ end: 'A' }, { arclength: 12.5 }, { node: 3 }, 'touchdown'],
  });

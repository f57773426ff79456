import type { Position } from '@ballast/results-model';
import { z } from 'zod';
import { finiteNumber } from '../fields.ts';

const WORDS =
  'touchdown, { end: A }, { end: B }, { arclength: metres }, { node: n }, { support: n } or { point: [x, y, z] }';
const END_WORDS = 'A or B';
const ARCLENGTH_WORDS = 'an arc length of 0 or more, in the length unit of the model';
const NODE_WORDS = 'the number of a node, 1 or more';
const SUPPORT_WORDS = 'the number of a support, 1 or more';
const POINT_WORDS = 'a point [x, y, z], in the length unit of the model';

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
      support: z
        .int({ error: SUPPORT_WORDS })
        .min(1, { error: SUPPORT_WORDS })
        .optional()
        .meta({ description: 'Number of a support, counted from 1.' }),
      point: z
        .array(finiteNumber(POINT_WORDS), { error: POINT_WORDS })
        .length(3, { error: POINT_WORDS })
        .optional()
        .meta({ description: 'Point in the sea or on a body: x, y and z in the length unit of the model.' }),
    },
    { error: WORDS },
  )
  .transform((written, context): Position => {
    const given = positionsIn(written);
    const [only] = given;
    if (given.length === 1 && only !== undefined) return only;
    // An unknown key has its own mistake, and may be a misspelling of the missing one.
    if (context.issues.length > 0) return z.NEVER;
    const params = { found: given.length === 0 ? 'none of them' : `${given.length} of them` };
    const message = 'exactly one of end, arclength, node, support and point';
    context.issues.push({ code: 'custom', message, input: written, params });
    return z.NEVER;
  })
  .meta({ minProperties: 1, maxProperties: 1 });

interface Written {
  readonly end?: 'A' | 'B' | undefined;
  readonly arclength?: number | undefined;
  readonly node?: number | undefined;
  readonly support?: number | undefined;
  readonly point?: readonly number[] | undefined;
}

function positionsIn({ end, arclength, node, support, point }: Written): Position[] {
  const [x = 0, y = 0, z = 0] = point ?? [];
  const all: (Position | null)[] = [
    end === undefined ? null : { kind: 'end', end },
    arclength === undefined ? null : { kind: 'arclength', arclength: arclength + 0 },
    node === undefined ? null : { kind: 'node', node },
    support === undefined ? null : { kind: 'support', index: support },
    point === undefined ? null : { kind: 'point', x, y, z },
  ];
  return all.filter((position) => position !== null);
}

/** Without a default: an omitted value is not the same as null. */
export const givenPosition: z.ZodType<Position | null> = z.union([touchdown, place, z.null()], {
  error: WORDS,
});

export const positionSchema: z.ZodType<Position | null> = givenPosition.default(null).meta({
  description:
    'Position on the object: touchdown, { end: A }, { end: B }, { arclength: 12.5 } in the ' +
    'length unit of the model, { node: 3 }, { support: 1 } or { point: [0, 0, -10] }. Only with reader orcaflex.',
  default: null,
  examples: [{ end: 'A' }, { arclength: 12.5 }, { node: 3 }, 'touchdown'],
});

import type { NamePattern } from '@ballast/results-model';
import { z } from 'zod';
import { text } from '../fields.ts';

const NAMES_WORDS = 'a mapping with positions or expression';
const PART_WORDS = 'a name of letters, digits and underscores';
const EXPRESSION_WORDS = 'a regular expression with named groups, such as (?<router>\\w+)_(?<seed>\\d+)';
const EXTRACT_WORDS = 'number, or a regular expression';

const part = z.string().regex(/^[A-Za-z_]\w*$/, { error: PART_WORDS });

function isExpression(written: string): boolean {
  try {
    return new RegExp(written) instanceof RegExp;
  } catch {
    return false;
  }
}

/** How the names of the inputs show their runs; null if no table needs it. */
export const namesSchema: z.ZodType<NamePattern | null> = z
  .strictObject(
    {
      delimiter: text('the text between the parts of a name').optional().meta({
        description: 'Text between the parts of a name, with positions. Default: _',
      }),
      positions: z
        .record(part, z.int({ error: 'a whole number' }).min(-100).max(100))
        .optional()
        .meta({
          description:
            'Part of the name by its position, from 0, negative from the end. The kind of report is the last part, report_type. ' +
            'The first part may contain the delimiter.',
          examples: [{ scenario: 0, router: 1, seed: 2, ttl: 3, buffer: 4, report_type: 5 }],
        }),
      expression: z
        .string({ error: EXPRESSION_WORDS })
        .max(1000, { error: 'a regular expression of at most 1000 characters' })
        .refine((written) => isExpression(written) && /\(\?<[A-Za-z_]\w*>/.test(written), {
          error: EXPRESSION_WORDS,
        })
        .optional()
        .meta({
          description:
            'Regular expression with named groups for the whole name without .txt, instead of positions.',
          examples: ['(?<scenario>.+)_s(?<seed>\\d+)_(?<report_type>\\w+)'],
        }),
      extract: z
        .record(
          part,
          z
            .string({ error: EXTRACT_WORDS })
            .min(1, { error: EXTRACT_WORDS })
            .max(1000, { error: 'a regular expression of at most 1000 characters' })
            .refine(isExpression, { error: EXTRACT_WORDS }),
        )
        .default({})
        .meta({
          description:
            'What is taken of a part: number (or (\\d+)) for the number before a unit, as in 1.5M; otherwise the first group of ' +
            'a regular expression. A name that does not match is an error of its file.',
          default: {},
        }),
    },
    { error: NAMES_WORDS },
  )
  .check((context) => {
    const { positions, expression, delimiter } = context.value;
    const refuse = (message: string): void => {
      context.issues.push({ code: 'custom', message, input: context.value });
    };
    if ((positions === undefined) === (expression === undefined)) refuse('either positions or expression');
    else if (positions !== undefined && Object.keys(positions).length === 0)
      refuse('at least one part in positions');
    else if (expression !== undefined && delimiter !== undefined) refuse('no delimiter with expression');
  })
  .transform(({ delimiter = '_', positions, expression, extract }): NamePattern => {
    const taken = Object.entries(extract).map(([name, pattern]) => ({ name, pattern }));
    if (expression !== undefined) return { kind: 'expression', expression, extract: taken };
    const places = Object.entries(positions ?? {}).map(([name, position]) => ({ name, position }));
    return { kind: 'positions', delimiter, positions: places, extract: taken };
  })
  .nullable()
  .default(null)
  .meta({
    description:
      'How scenario, router, seed and so on are read from the names of the inputs; for tables over runs.',
    default: null,
  });

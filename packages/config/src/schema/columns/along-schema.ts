import type { Along } from '@ballast/results-model';
import { z } from 'zod';
import { finiteNumber } from '../fields.ts';

const WORDS = '[from, to] in arc lengths, or { sections: [first, last] }';
const LENGTH_WORDS = 'an arc length in the length unit of the model, or null for the end of the line';
const SECTION_WORDS = 'the number of a section, 1 or more';
const TWO_SECTIONS = 'the numbers of the first and the last section';

const arclengths = z
  .array(finiteNumber(LENGTH_WORDS).nullable(), { error: WORDS })
  .length(2, { error: 'two arc lengths' })
  .check((context) => refuseBackwards(context))
  .transform(([from = null, to = null]): Along => ({ kind: 'arclength', from, to }));

const sections = z
  .strictObject(
    {
      sections: z
        .array(z.int({ error: SECTION_WORDS }).min(1, { error: SECTION_WORDS }), { error: TWO_SECTIONS })
        .length(2, { error: TWO_SECTIONS })
        .check((context) => refuseBackwards(context))
        .meta({ description: 'First and last section, counted from 1 at end A.' }),
    },
    { error: WORDS },
  )
  .transform(({ sections: [from = 1, to = 1] }): Along => ({ kind: 'sections', from, to }));

export const alongSchema: z.ZodType<Along | null> = z
  .union([arclengths, sections, z.null()], { error: WORDS })
  .default(null)
  .meta({
    description:
      'Part of the line: [from, to] in arc lengths from end A, with null for an end, or { sections: [first, last] }; ' +
      'null for the whole line.',
    default: null,
    examples: [[0, 50], { sections: [1, 3] }],
  });

interface Checked {
  readonly value: readonly (number | null)[];
  readonly issues: z.core.$ZodRawIssue[];
}

function refuseBackwards({ value, issues }: Checked): void {
  const [from, to] = value;
  if (typeof from !== 'number' || typeof to !== 'number' || from <= to) return;
  const params = { found: `from ${from} to ${to}`, hint: `did you mean \`[${to}, ${from}]\`?` };
  issues.push({
    code: 'custom',
    message: 'a part that ends no earlier than it starts',
    input: value,
    params,
  });
}

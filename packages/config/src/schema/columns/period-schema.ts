import { type Period, WHOLE } from '@ballast/results-model';
import { z } from 'zod';

const NAMED = ['whole', 'static', 'latest-wave'] as const;
const WORDS = 'whole, static, latest-wave, { stage: n }, [time] or [from, to]';
const TIME_WORDS = 'a time in seconds, or null for the start or end of the simulation';
const LIST_WORDS = 'one time or two times in seconds';
const STAGE_WORDS = 'the number of a stage, 0 or more (0 is the build-up)';

const named = z.enum(NAMED, { error: WORDS }).transform((kind): Period => ({ kind }));

const number = z
  .int({ error: STAGE_WORDS })
  .min(0, { error: STAGE_WORDS })
  .meta({ description: 'Number of a stage of the simulation; 0 is the build-up.' });

const stage = z
  .strictObject({ stage: number }, { error: WORDS })
  .transform((written): Period => ({ kind: 'stage', stage: positiveZero(written.stage) }));

const times = z
  .array(z.number({ error: TIME_WORDS }).nullable(), { error: WORDS })
  .min(1, { error: LIST_WORDS })
  .max(2, { error: LIST_WORDS })
  .check((context) => {
    const [from, to] = context.value;
    if (context.value.length === 1 && from === null) {
      context.issues.push({ code: 'custom', message: 'a time in seconds', input: context.value });
    }
    if (typeof from === 'number' && typeof to === 'number' && from > to) {
      const params = { found: `from ${from} to ${to}`, hint: `did you mean \`[${to}, ${from}]\`?` };
      const message = 'a period that ends no earlier than it starts';
      context.issues.push({ code: 'custom', message, input: context.value, params });
    }
  })
  .transform(([from = null, ...rest]): Period => {
    if (rest.length === 0) return { kind: 'instant', time: positiveZero(from ?? 0) };
    const [to = null] = rest;
    return { kind: 'range', from: orNull(from), to: orNull(to) };
  });

// The branches of a union differ in kind (text, mapping, list, number, null): `check/schema-findings.ts` selects the
// branch by the kind of the written value, so that its message is about that branch only.
export const periodSchema: z.ZodType<Period> = z
  .union([named, stage, times], { error: WORDS })
  .default(WHOLE)
  .meta({
    description:
      'Part of the simulation that the statistics cover: whole; [from, to] in seconds of simulation time, ' +
      'both inclusive, with null for the start or the end; [time] in seconds for one instant. ' +
      'With reader orcaflex also static, latest-wave and { stage: n }.',
    default: 'whole',
    examples: ['whole', [100, 600], [null, 600]],
  });

/** JSON and YAML round trips do not preserve the sign of zero. */
function positiveZero(value: number): number {
  return value + 0;
}

function orNull(value: number | null): number | null {
  return value === null ? null : positiveZero(value);
}

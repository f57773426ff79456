import { z } from 'zod';
import type { Parsed } from '../quantity/parsed.ts';
import { LONGEST_NAME, NAME_PATTERN, nameProblem } from '../text/safe-name.ts';

// Every schema carries its own words: the `error` of a zod schema or check is what was expected, and
// `check/schema-findings.ts` builds the sentence around it.

// No \p classes: this becomes a JSON Schema pattern, and not every editor reads those.
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f';
const NO_CONTROLS = new RegExp(`^[^${CONTROLS}]*$`);

/** Text of at least one character and no control characters; `expected` says what it is for. */
export function text(expected: string): z.ZodType<string, string> {
  return z
    .string({ error: expected })
    .min(1, { error: expected })
    .regex(NO_CONTROLS, { error: `${expected} without control characters` })
    .check((context) => {
      if (!/\p{Cs}/u.test(context.value)) return;
      const message = `${expected} without halves of characters`;
      context.issues.push({ code: 'custom', message, input: context.value });
    });
}

/** A name that can be part of a file name on Linux and on Windows. */
export function safeName(expected: string, longest: number = LONGEST_NAME): z.ZodType<string, string> {
  return z
    .string({ error: expected })
    .check((context) => {
      const problem = nameProblem(context.value, longest);
      if (problem !== null) context.issues.push({ code: 'custom', message: problem, input: context.value });
    })
    .meta({ pattern: NAME_PATTERN, maxLength: longest });
}

/** Text that `parse` turns into a value; its refusal becomes the mistake. */
export function quantity<T>(expected: string, parse: (text: string) => Parsed<T>): z.ZodType<T, string> {
  return z.string({ error: expected }).transform((written, context): T => {
    const parsed = parse(written);
    if (parsed.ok) return parsed.value;
    const params = parsed.hint === undefined ? {} : { hint: parsed.hint };
    context.issues.push({ code: 'custom', message: parsed.expected, input: written, params });
    return z.NEVER;
  });
}

/** A whole number in a range, both ends included. */
export function wholeNumber(
  expected: string,
  [least, most]: readonly [number, number],
): z.ZodType<number, number> {
  return z.int({ error: expected }).min(least, { error: expected }).max(most, { error: expected });
}

/** A list of at least one element. */
export function someOf<T, I>(element: z.ZodType<T, I>, expected: string): z.ZodType<T[], I[]> {
  return z.array(element, { error: expected }).min(1, { error: `${expected} with at least one element` });
}

/** A finite number; JSON and YAML round trips do not keep the sign of zero. */
export function finiteNumber(expected: string): z.ZodType<number, number> {
  return z.number({ error: expected }).transform((value) => value + 0);
}

import { hasHostile } from '@ballast/text';
import { z } from 'zod';
import type { Parsed } from '../quantity/parsed.ts';
import { LONGEST_NAME, NAME_PATTERN, nameProblem } from '../text/safe-name.ts';

// Every schema has its own text: the `error` of a zod schema or check is what was expected, and
// `check/schema-findings.ts` builds the sentence around it.

// No \p classes: this becomes a JSON Schema pattern, and not every editor supports those.
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f';
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const NO_CONTROLS = new RegExp(`^[^${CONTROLS}]*$`);

/** Text of at least one character, without control characters; `expected` names its purpose. */
export function text(expected: string): z.ZodType<string, string> {
  return z
    .string({ error: expected })
    .min(1, { error: expected })
    .regex(NO_CONTROLS, { error: `${expected} without control characters` })
    .check((context) => {
      if (!/\p{Cs}/u.test(context.value)) return;
      const message = `${expected} without unpaired surrogates`;
      context.issues.push({ code: 'custom', message, input: context.value });
    });
}

/** The same for text that tables show: nothing in it is invisible, or reverses what follows. */
export function label(expected: string): z.ZodType<string, string> {
  return text(expected).check((context) => {
    if (CONTROL.test(context.value) || !hasHostile(context.value)) return;
    const message = `${expected} without invisible characters`;
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

/** Text that `parse` converts to a value; its refusal becomes the mistake. */
export function quantity<T>(expected: string, parse: (text: string) => Parsed<T>): z.ZodType<T, string> {
  return z.string({ error: expected }).transform((written, context): T => {
    const parsed = parse(written);
    if (parsed.ok) return parsed.value;
    const params = parsed.hint === undefined ? {} : { hint: parsed.hint };
    context.issues.push({ code: 'custom', message: parsed.expected, input: written, params });
    return z.NEVER;
  });
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** An integer in a range that includes both ends. */
export function wholeNumber(expected: string, { min, max }: Range): z.ZodType<number, number> {
  return z.int({ error: expected }).min(min, { error: expected }).max(max, { error: expected });
}

/** A list of at least one element. */
export function someOf<T, I>(element: z.ZodType<T, I>, expected: string): z.ZodType<T[], I[]> {
  return z.array(element, { error: expected }).min(1, { error: `${expected} with at least one element` });
}

/** A finite number, never -0: JSON and YAML round trips do not preserve the sign of zero. */
export function finiteNumber(expected: string): z.ZodType<number, number> {
  return z.number({ error: expected }).transform((value) => value + 0);
}

import { hasHostile } from '@ballast/text';
import { z } from 'zod';
import { label, text } from '../fields.ts';

const LONGEST_LINE = 200;
const LONGEST_NOTES = 20_000;

const line = (expected: string): z.ZodType<string | null, string | null | undefined> =>
  label(expected)
    .refine((written) => written.length <= LONGEST_LINE, {
      error: `${expected} of at most ${LONGEST_LINE} characters`,
    })
    .nullable()
    .default(null);

const NOTES = 'notes as text';

/** Several lines; the control characters that a text editor writes, and no others. */
const notes = z
  .string({ error: NOTES })
  .min(1, { error: NOTES })
  .max(LONGEST_NOTES, { error: `${NOTES} of at most ${LONGEST_NOTES} characters` })
  .check((context) => {
    if (!hasHostile(context.value.replaceAll(/[\r\n\t]/g, ' '))) return;
    const message = `${NOTES} without invisible characters`;
    context.issues.push({ code: 'custom', message, input: context.value });
  })
  .nullable()
  .default(null);

/** What a batch file says about the report. */
export const reportFields: Readonly<
  Record<'title' | 'client' | 'logo' | 'notes', z.ZodType<string | null, string | null | undefined>>
> = {
  title: line('the title of the report').meta({ description: 'Title of the report (report.html).' }),
  client: line('the client of the report').meta({ description: 'Whom the report is for.' }),
  logo: text('the path of a picture').nullable().default(null).meta({
    description:
      'Picture at the top of the report, PNG, JPEG or SVG of at most 150 kB; relative to the folder of this file.',
  }),
  notes: notes.meta({
    description: 'Text at the top of the report; empty lines separate paragraphs.',
  }),
};

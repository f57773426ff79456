import {
  FOOT_ROWS,
  type FootRow,
  LEADING_FACTS,
  type LeadingColumn,
  type LinkedNames,
  PLAIN_LINKED_NAMES,
  PLAIN_STYLE,
  type TableStyle,
} from '@ballast/results-model';
import { z } from 'zod';
import { label, safeName, someOf, wholeNumber } from '../fields.ts';

/** File names have several parts; this leaves room for `.csv` and a number. */
const LONGEST_FILE_NAME = 200;
const LEADING_WORDS = 'a list of leading columns';
const FOOT_WORDS = `a list of ${FOOT_ROWS.join(', ')}`;
const DECIMALS_WORDS = 'a number of decimals from 0 to 15';

const leading: z.ZodType<LeadingColumn> = z.strictObject(
  {
    fact: z.enum(LEADING_FACTS, { error: `one of ${LEADING_FACTS.join(', ')}` }).meta({
      description:
        'file: path within the input folder; path: absolute, with forward slashes; stem: name without extension; status; ' +
        'start-time, end-time (simulated so far), stop-time (planned), in s; description: of the file; statistic: empty ' +
        'except in the rows below the files. Only with layout linked: label, object, variable, period, linked.',
    }),
    header: label('the header of a leading column').meta({ description: 'Header of the column.' }),
  },
  { error: 'a mapping with fact and header' },
);

function headerOf(name: keyof LinkedNames, description: string): z.ZodType<string> {
  return label('the header of a column').default(PLAIN_LINKED_NAMES[name]).meta({ description });
}

const DRIVER = '{driver} stands for the variable of the driver';
const LINKED = '{linked} stands for the variable of the other series, {n} for its number';

const linkedNames: z.ZodType<LinkedNames> = z.strictObject(
  {
    max: headerOf('max', `Header of the maximum; ${DRIVER}.`),
    tMax: headerOf('tMax', `Header of its time; ${DRIVER}.`),
    atMax: headerOf('atMax', `Header of another series at that time; ${LINKED}.`),
    min: headerOf('min', `Header of the minimum; ${DRIVER}.`),
    tMin: headerOf('tMin', `Header of its time; ${DRIVER}.`),
    atMin: headerOf('atMin', `Header of another series at that time; ${LINKED}.`),
  },
  { error: `a mapping with ${Object.keys(PLAIN_LINKED_NAMES).join(', ')}` },
);

/** The appearance of a table. */
export const styleSchema: z.ZodType<TableStyle> = z
  .strictObject(
    {
      fileName: safeName('the name of a file without folder and extension', LONGEST_FILE_NAME)
        .nullable()
        .default(PLAIN_STYLE.fileName)
        .meta({
          description:
            'Name of the file without folder and extension; null for the name of the table. ' +
            'With layout time-series it follows the name of the input.',
        }),
      leading: someOf(leading, LEADING_WORDS).nullable().default(null).meta({
        description: 'The first columns, in order; null for file and status.',
      }),
      decimals: wholeNumber(DECIMALS_WORDS, { min: 0, max: 15 })
        .nullable()
        .default(PLAIN_STYLE.decimals)
        .meta({
          description: 'Number of decimals that values are rounded to; null for all digits.',
        }),
      foot: z
        .array(z.enum(FOOT_ROWS, { error: `one of ${FOOT_ROWS.join(', ')}` }), { error: FOOT_WORDS })
        .transform((names): readonly FootRow[] => [...new Set(names)])
        .default(PLAIN_STYLE.foot)
        .meta({
          description:
            'Rows below the files, over all files that have a value: min, max, mean, stdev (divisor n - 1). ' +
            'For layouts wide and linked.',
          default: [],
        }),
      onlyComplete: z.boolean({ error: 'true or false' }).default(PLAIN_STYLE.onlyComplete).meta({
        description:
          'Whether files that are unstable, suspect or partial keep their rows but have no values.',
      }),
      linkedNames: linkedNames.nullable().default(PLAIN_STYLE.linkedNames).meta({
        description: 'Headers of a table with layout linked.',
      }),
    },
    { error: 'a mapping with fileName, leading, decimals and so on' },
  )
  .prefault({})
  .meta({ description: 'Appearance of the table.', default: {} });

import {
  type CsvStyle,
  DECIMAL_MARKS,
  DELIMITERS,
  PLAIN_CSV,
  TABLE_FORMATS,
  type TableFormat,
} from '@ballast/results-model';
import { z } from 'zod';
import { someOf, wholeNumber } from '../fields.ts';

const FORMAT_WORDS = `one of ${TABLE_FORMATS.join(', ')}`;

/** What a table is written as: each format once, in one order. */
export const formatsSchema: z.ZodType<readonly TableFormat[]> = someOf(
  z.enum(TABLE_FORMATS, { error: FORMAT_WORDS }),
  'a list of formats',
)
  .transform((written) => TABLE_FORMATS.filter((format) => written.includes(format)))
  .meta({
    description:
      'What tables are written as. csv: a text file for each table. xlsx: one workbook named after the batch, with a ' +
      'sheet for each table. parquet: a file for each table, with units as metadata. Default: csv.',
    examples: [['csv', 'xlsx'], ['parquet']],
  });

type Delimiter = CsvStyle['delimiter'];
const NAMED = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const satisfies Record<
  string,
  Delimiter
>;
const NAMES = Object.keys(NAMED) as (keyof typeof NAMED)[];
const DELIMITER_WORDS = `${NAMES.join(', ')} or the character itself`;

const delimiter = z
  .enum([...NAMES, ...DELIMITERS], { error: DELIMITER_WORDS })
  .transform(
    (written): Delimiter => (NAMED as Readonly<Record<string, Delimiter>>)[written] ?? (written as Delimiter),
  );

const DIGITS = 'a number of significant digits from 1 to 17, or null for all that are needed';

/** How CSV files are written. */
export const csvSchema: z.ZodType<CsvStyle> = z
  .strictObject(
    {
      delimiter: delimiter.optional().meta({
        description:
          'What separates cells: comma, semicolon, tab, pipe. Default: comma; semicolon with decimal ",".',
      }),
      decimal: z.enum(DECIMAL_MARKS, { error: '"." or ","' }).default(PLAIN_CSV.decimal).meta({
        description: 'Decimal mark of numbers.',
      }),
      bom: z.boolean({ error: 'true or false' }).default(PLAIN_CSV.bom).meta({
        description: 'Whether files begin with a byte order mark, by which Excel recognises UTF-8.',
      }),
      digits: wholeNumber(DIGITS, { min: 1, max: 17 }).nullable().default(PLAIN_CSV.digits).meta({
        description:
          'Significant digits of numbers; null for the shortest text that reads back to the same number.',
      }),
    },
    { error: 'a mapping with delimiter, decimal, bom and digits' },
  )
  .transform(({ delimiter: given, decimal, ...rest }, context): CsvStyle => {
    const chosen = given ?? (decimal === ',' ? ';' : PLAIN_CSV.delimiter);
    if (chosen !== decimal) return { delimiter: chosen, decimal, ...rest };
    const message = 'another delimiter than the decimal mark';
    context.issues.push({ code: 'custom', message, input: given, path: ['delimiter'] });
    return z.NEVER;
  })
  .meta({
    description:
      'How CSV files are written. `{ decimal: ",", bom: true }` opens in columns in a German or Norwegian Excel; ' +
      '`ballast compare` reads CSV with commas and points only.',
    examples: [{ decimal: ',', bom: true }],
  });

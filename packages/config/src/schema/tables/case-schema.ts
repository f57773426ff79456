import {
  type Availability,
  type BinRule,
  type CaseTable,
  CHARACTERISTICS,
  type Climate,
  gamma,
  type SeriesColumn,
  STATISTICS,
  type StatisticName,
  type TableFormat,
  type TableSpec,
  type TableStyle,
} from '@ballast/results-model';
import { z } from 'zod';
import { someOf, text } from '../fields.ts';

/** Where the load case of an input comes from. */
export interface Cases {
  /** CSV file with a column `file`; null for none. Relative to the batch file. */
  readonly file: string | null;
  /** Names in braces stand for parts of the input's path; null for none. */
  readonly pattern: string | null;
  readonly channels: readonly CaseChannelOf[];
}

interface CaseChannelOf {
  readonly name: string;
  readonly variable: string;
  readonly statistic: StatisticName;
}

const POSITIVE = 'a number above 0';
const positive = z.number({ error: POSITIVE }).positive({ error: POSITIVE });
const column = text('the name of a case column');
const CASE_WORDS = 'a mapping with file, pattern and channels';
const PATTERN_WORDS = 'a pattern with names in braces, such as DLC{dlc}_v{ws}_s{seed}';

/** Literal text and names in braces; two names need text between them. */
const PATTERN = /^(?:[^{}]+|\{[A-Za-z]\w*\}(?!\{))+$/;

export const casesSchema: z.ZodType<Cases | null> = z
  .strictObject(
    {
      file: text('the path of a CSV file')
        .nullable()
        .default(null)
        .meta({
          description:
            'CSV file with a column named file (the path of an input below the input folder, or its name) and a column ' +
            'for each property of the load case, such as dlc, ws, seed, hours or psf.',
        }),
      pattern: z
        .string({ error: PATTERN_WORDS })
        .regex(PATTERN, { error: PATTERN_WORDS })
        .refine((written) => written.includes('{'), { error: PATTERN_WORDS })
        .nullable()
        .default(null)
        .meta({
          description:
            'Properties from the path of an input: a name in braces stands for the text up to the next literal text.',
          examples: ['DLC{dlc}_v{ws}_s{seed}.outb'],
        }),
      channels: z
        .record(
          z.string().regex(/^[A-Za-z]\w*$/, { error: 'a name of letters, digits and underscores' }),
          z.strictObject({
            variable: text('the name of a channel').meta({ description: 'Name of the channel.' }),
            statistic: z
              .enum(STATISTICS, { error: `one of ${STATISTICS.join(', ')}` })
              .default('mean')
              .meta({
                description: 'Its statistic over the whole file.',
              }),
          }),
        )
        .default({})
        .transform((channels) => Object.entries(channels).map(([name, of]) => ({ name, ...of })))
        .meta({
          description: 'Properties that are statistics of a channel, such as the mean wind speed.',
          default: {},
        }),
    },
    { error: CASE_WORDS },
  )
  .nullable()
  .default(null)
  .meta({ description: 'The load case of each input, for tables over load cases; null for none.' });

const BIN_WORDS = 'a mapping with width and centre';
const bins: z.ZodType<BinRule> = z
  .strictObject(
    {
      width: positive.meta({ description: 'Width of a bin.' }),
      centre: z
        .number({ error: 'a number' })
        .default(0)
        .meta({ description: 'The middle of one of the bins.' }),
    },
    { error: BIN_WORDS },
  )
  .meta({ description: 'Bins of the property; a bin includes its lower edge.' });

const CLIMATE_WORDS = 'a mapping with weibull or hours';
const weibull = z
  .strictObject({
    k: positive.meta({ description: 'Shape.' }),
    A: positive.optional().meta({ description: 'Scale, in the unit of the property. Not with mean.' }),
    mean: positive.optional().meta({ description: 'Mean instead of the scale. Not with A.' }),
  })
  .check((context) => {
    const { A, mean } = context.value;
    if ((A === undefined) !== (mean === undefined)) return;
    context.issues.push({ code: 'custom', message: 'either A or mean', input: context.value });
  })
  .meta({ description: 'F(x) = 1 - exp(-(x/A)^k).' });

const climate: z.ZodType<Climate> = z
  .union(
    [
      z
        .strictObject({ weibull }, { error: CLIMATE_WORDS })
        .transform(({ weibull: { k, A, mean } }): Climate => {
          const scale = A ?? (mean ?? 0) / gamma(1 + 1 / k);
          return { kind: 'weibull', scale, shape: k };
        }),
      z
        .strictObject({ hours: column.meta({ description: 'Property with the hours per year of a case.' }) })
        .transform(({ hours }): Climate => ({ kind: 'hours', column: hours })),
    ],
    { error: CLIMATE_WORDS },
  )
  .meta({
    description:
      'How often the property is in a bin: a Weibull distribution, or hours per year of each case.',
  });

const values = someOf(text('a value'), 'a list of values');
const availability: z.ZodType<Availability | null> = z
  .strictObject({
    share: z
      .number({ error: 'a number from 0 to 1' })
      .min(0)
      .max(1)
      .meta({ description: 'Share of the time in operation.' }),
    column: column.meta({ description: 'Property that tells operating from idling cases.' }),
    operating: values.meta({ description: 'Its values in operation.' }),
    idling: values.meta({ description: 'Its values while idling.' }),
  })
  .nullable()
  .default(null)
  .meta({
    description:
      'Operating cases count for this share of the time, idling cases of the same bins for the rest.',
  });

const over = someOf(column, 'a list of case columns').meta({
  description: 'Files with equal values of these properties are seeds of one case.',
});
const by = column.meta({ description: 'Property, or statistic of a channel, that is binned.' });

const KEYS: Readonly<Record<CaseTable['kind'], z.ZodRawShape>> = {
  cases: {},
  bins: { by, bins },
  seeds: { over },
  ultimate: {
    over,
    characteristic: z
      .enum(CHARACTERISTICS, { error: `one of ${CHARACTERISTICS.join(', ')}` })
      .default('mean')
      .meta({
        description: "Of the seeds' extremes: their mean, the mean of the larger half, or the worst.",
      }),
    factor: column.nullable().default(null).meta({
      description: 'Property with the partial safety factor of the case; null for 1.',
    }),
  },
  lifetime: {
    by,
    bins,
    climate,
    availability,
    normalise: z.boolean({ error: 'true or false' }).default(false).meta({
      description: 'Divide by the probability that the files cover, as if the rest were like them.',
    }),
    years: positive.default(20).meta({ description: 'Years of the lifetime.' }),
    cycles: positive.nullable().default(null).meta({
      description:
        'Cycles that the lifetime load refers to, such as 1e7; null for the frequency of the loads.',
    }),
  },
  aep: { by, bins, climate, availability },
};

type Kind = CaseTable['kind'];
export const CASE_KINDS: readonly Kind[] = ['cases', 'bins', 'seeds', 'ultimate', 'lifetime', 'aep'];

const DESCRIPTIONS: Readonly<Record<Kind, string>> = {
  cases: 'The load case of every input.',
  bins: 'For each bin of a property: mean, extremes and spread of every number over its files.',
  seeds: 'For each case: mean, extremes and standard deviation of every number over its seeds.',
  ultimate:
    'For each series the governing case of its maximum and minimum, with the values of the other series then.',
  lifetime: 'Equivalent loads and damage of a lifetime, from those of the files and how often each occurs.',
  aep: 'Means over a climate, and times the hours of a year: for a power, the annual energy production.',
};

interface Common {
  readonly name: z.ZodType<string>;
  readonly columns: z.ZodType<readonly SeriesColumn[]>;
  /** The same without wildcards. */
  readonly single: z.ZodType<readonly SeriesColumn[]>;
  readonly style: z.ZodType<TableStyle>;
  readonly formats: z.ZodType<readonly TableFormat[]>;
}

interface Written {
  readonly name: string;
  readonly columns?: readonly SeriesColumn[];
  readonly style: TableStyle;
  readonly formats?: readonly TableFormat[];
}

/** A schema of a table over load cases for each kind; it yields a `TableSpec` whose case columns are still unknown. */
export function caseTables(
  { name, columns, single, style, formats }: Common,
  words: { readonly table: string; readonly kind: string },
): z.core.$ZodTypeDiscriminable[] {
  return CASE_KINDS.map((kind) => {
    const own = z.literal(kind, { error: words.kind }).meta({ description: DESCRIPTIONS[kind] });
    const series: z.ZodRawShape = kind === 'cases' ? {} : { columns: kind === 'ultimate' ? single : columns };
    const keys: z.ZodRawShape = {
      name,
      kind: own,
      ...KEYS[kind],
      ...series,
      style,
      formats: formats.optional(),
    };
    return z.strictObject(keys, { error: words.table }).transform((written): TableSpec => {
      // The keys above are those of this kind and of every table.
      const {
        name: called,
        columns: given = [],
        style: look,
        formats: chosen,
        ...table
      } = written as unknown as Written & CaseTable;
      const cases = { table: table as CaseTable, columns: [], channels: [] };
      return {
        name: called,
        layout: 'cases',
        columns: given.map(withDuration),
        cases,
        style: look,
        ...(chosen === undefined ? {} : { formats: chosen }),
      };
    });
  });
}

/** Weights need how long each file is. */
function withDuration(column: SeriesColumn): SeriesColumn {
  const { reductions = [] } = column;
  if (reductions.some(({ kind }) => kind === 'duration')) return column;
  return { ...column, reductions: [...reductions, { kind: 'duration' }] };
}

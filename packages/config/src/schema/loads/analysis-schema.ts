import {
  type Analysis,
  DEFAULT_COUNT,
  DETRENDS,
  type Edges,
  EXTREME_METHODS,
  type Level,
  RESIDUES,
  type SeriesColumn,
  type TableFormat,
  type TableSpec,
  type TableStyle,
  WINDOWS,
} from '@ballast/results-model';
import { z } from 'zod';
import { statisticsSchema } from '../columns/statistics-schema.ts';
import { someOf } from '../fields.ts';

/** The kinds of tables that compute something of their own from each series. */
export const ANALYSIS_KINDS: readonly ['rainflow', 'spectrum', 'crossings', 'peaks', 'extreme', 'windows'] = [
  'rainflow',
  'spectrum',
  'crossings',
  'peaks',
  'extreme',
  'windows',
];

const POSITIVE = 'a number above 0';
const positive = z.number({ error: POSITIVE }).positive({ error: POSITIVE });
const SHARE = 'a number above 0 and below 1';
const share = z.number({ error: SHARE }).gt(0, { error: SHARE }).lt(1, { error: SHARE });
const NUMBER = 'a number';

function oneOf<const Names extends readonly [string, ...string[]]>(
  names: Names,
): z.ZodEnum<{ [Name in Names[number]]: Name }> {
  return z.enum(names, { error: `one of ${names.join(', ')}` }) as never;
}

const LEVEL_WORDS = 'a number, mean, or text such as mean+1.4std';
const LEVEL = /^mean(?:\s*([+-])\s*(\d+(?:\.\d+)?)\s*std)?$/;

const level = z
  .union(
    [
      z.number({ error: LEVEL_WORDS }).transform((value): Level => ({ value: value + 0 })),
      z.string({ error: LEVEL_WORDS }).transform((written, context): Level => {
        const found = LEVEL.exec(written);
        if (found !== null) return { stds: Number(`${found[1] ?? '+'}${found[2] ?? 0}`) + 0 };
        context.issues.push({ code: 'custom', message: LEVEL_WORDS, input: written });
        return z.NEVER;
      }),
    ],
    { error: LEVEL_WORDS },
  )
  .meta({
    description:
      'A level: a number in the unit of the series, or its mean plus a multiple of its standard deviation.',
    examples: [0, 'mean', 'mean+1.4std'],
  });

const ends = z
  .union([oneOf(['max', 'min']), z.array(oneOf(['max', 'min'])).min(1)], {
    error: 'max, min or a list of both',
  })
  .default(['max'])
  .transform((written) => [...new Set([written].flat())])
  .meta({
    description: 'The end of the series: maxima, minima (of the mirrored series), or both.',
    default: ['max'],
  });

const EDGE_WORDS = 'a number of bins, or a list of increasing edges';
const COUNT = 'a number of bins from 1 to 1000';

const edges = z
  .union(
    [
      z
        .int({ error: EDGE_WORDS })
        .min(1, { error: COUNT })
        .max(1000, { error: COUNT })
        .transform((count): Edges => ({ count })),
      z
        .array(z.number({ error: NUMBER }), { error: EDGE_WORDS })
        .min(2, { error: EDGE_WORDS })
        .max(1001, { error: EDGE_WORDS })
        .refine((list) => list.every((edge, i) => i === 0 || edge > (list[i - 1] ?? edge)), {
          error: EDGE_WORDS,
        })
        .transform((list): Edges => ({ edges: list })),
    ],
    { error: EDGE_WORDS },
  )
  .meta({
    description:
      'Bins: their number over the span of the file, or their edges, which add up over files; a bin includes its lower edge.',
    examples: [50, [0, 1000, 2000]],
  });

const markov = z
  .strictObject(
    { ranges: edges.default({ count: 50 }), means: edges.default({ count: 20 }) },
    { error: 'a mapping with ranges and means' },
  )
  .nullable()
  .default(null)
  .meta({
    description: 'Counts by range and mean in one table; null for every cycle, in a file for each input.',
  });

const rainflow = {
  residue: oneOf(RESIDUES).default(DEFAULT_COUNT.residue).meta({
    description: 'Ranges that no cycle closed: half, ignore, full or repeat, as in statistics.',
  }),
  ends: z.boolean({ error: 'true or false' }).default(DEFAULT_COUNT.ends).meta({
    description: 'Whether the first and the last sample count as turning points.',
  }),
  markov,
};

const spectrum = {
  output: oneOf(['moments', 'lines']).default('moments').meta({
    description:
      'moments: a row for each series with m0 to m4 and periods. lines: the density in a file for each input.',
  }),
  segment: positive.nullable().default(null).meta({
    description: 'Seconds of a segment; null for the largest power of two of at most 2n/9 samples.',
  }),
  window: oneOf(WINDOWS)
    .default('hann')
    .meta({ description: 'Window of each segment, in its periodic form.' }),
  overlap: z.number({ error: NUMBER }).min(0, { error: SHARE }).lt(1, { error: SHARE }).default(0.5).meta({
    description: 'Share of a segment that it has in common with the next.',
  }),
  detrend: oneOf(DETRENDS).default('constant').meta({ description: 'What is taken off each segment.' }),
  band: z
    .strictObject(
      {
        from: z.number({ error: NUMBER }).min(0).meta({ description: 'Lowest frequency.' }),
        to: positive.meta({ description: 'Highest frequency.' }),
      },
      { error: 'a mapping with from and to in Hz' },
    )
    .nullable()
    .default(null)
    .meta({ description: 'Frequencies in Hz that the moments are limited to.' }),
};

const crossings = {
  levels: someOf(level, 'a list of levels')
    .default([{ stds: 0 }])
    .meta({
      description: 'Levels whose up-crossings are counted.',
      default: ['mean'],
    }),
};

const gap = positive.meta({ description: 'Seconds without an exceedance that end a cluster.' });

const peaks = {
  ends,
  clusters: z
    .strictObject({ threshold: level, gap }, { error: 'a mapping with threshold and gap' })
    .nullable()
    .default(null)
    .meta({
      description: 'The largest sample of each cluster above a threshold; null for the global maxima.',
    }),
};

const METHOD_WORDS = `one of ${EXTREME_METHODS.join(', ')}`;

const extreme = {
  methods: someOf(z.enum(EXTREME_METHODS, { error: METHOD_WORDS }), 'a list of methods').meta({
    description: 'How the extreme is estimated: a row for each.',
    examples: [['rayleigh', 'gumbel-mle', 'gpd']],
  }),
  ends,
  hours: positive.default(3).meta({ description: 'The time in hours whose extreme is estimated.' }),
  quantiles: z
    .array(share, { error: 'a list of numbers' })
    .default([0.37, 0.57, 0.9])
    .meta({
      description: 'Quantiles of that extreme, besides the most probable one.',
      default: [0.37, 0.57, 0.9],
    }),
  blocks: z
    .int({ error: COUNT })
    .min(5, { error: 'at least 5 blocks' })
    .max(10_000, { error: COUNT })
    .default(20)
    .meta({
      description: 'Equal blocks of the Gumbel fits.',
    }),
  threshold: level.default({ stds: 1.4 }).meta({
    description: 'Threshold of gpd; for minima of the mirrored series.',
    default: 'mean+1.4std',
  }),
  decluster: gap.nullable().default(null).meta({
    description:
      'Seconds without an exceedance that end a cluster; null for the global maxima above the threshold.',
  }),
  confidence: share.default(0.95).meta({ description: 'Of the interval of gpd.' }),
};

const windows = {
  length: positive.meta({ description: 'Seconds of a window.' }),
  step: positive
    .nullable()
    .default(null)
    .meta({ description: 'Seconds between the starts of windows; null for the length.' }),
  from: z.number({ error: NUMBER }).nullable().default(null).meta({
    description: 'Simulation time of the first window in seconds; null for the first sample.',
  }),
  partial: oneOf(['drop', 'keep'])
    .default('drop')
    .meta({ description: 'What becomes of windows that the file covers in part.' }),
  statistics: statisticsSchema,
};

const KEYS = { rainflow, spectrum, crossings, peaks, extreme, windows };

type Kind = keyof typeof KEYS;
type Written = { [Own in Kind]: { readonly kind: Own } & z.output<z.ZodObject<(typeof KEYS)[Own]>> }[Kind];

const DESCRIPTIONS: Readonly<Record<Kind, string>> = {
  rainflow: 'Rainflow cycles of each series, or their counts by range and mean.',
  spectrum: "Spectra by Welch's method, or their moments and periods.",
  crossings: 'Up-crossings of levels, with their mean periods.',
  peaks: 'Global maxima or minima of each series, or the peaks of clusters above a threshold.',
  extreme: 'Extremes in a number of hours, by one or several methods.',
  windows: 'Statistics of parts of equal length of each series.',
};

/** What all tables have. */
interface Common {
  readonly name: z.ZodType<string>;
  readonly columns: z.ZodType<readonly SeriesColumn[]>;
  readonly style: z.ZodType<TableStyle>;
  readonly formats: z.ZodType<readonly TableFormat[]>;
}

/** A schema of a table for each kind; it yields a `TableSpec`. `words`: what is expected for a table and for its kind. */
export function analysisTables(
  { name, columns, style, formats }: Common,
  words: { readonly table: string; readonly kind: string },
): z.core.$ZodTypeDiscriminable[] {
  return ANALYSIS_KINDS.map((kind) => {
    const own = z.literal(kind, { error: words.kind }).meta({ description: DESCRIPTIONS[kind] });
    const keys: z.ZodRawShape = {
      name,
      kind: own,
      ...KEYS[kind],
      columns,
      style,
      formats: formats.optional(),
    };
    return z.strictObject(keys, { error: words.table }).transform((written): TableSpec => {
      // The keys above are those of this kind and of every table.
      const {
        name: called,
        columns: series,
        style: look,
        formats: chosen,
        ...rest
      } = written as unknown as Written & CommonValues;
      const analysis = analysisOf(rest as Written);
      return {
        name: called,
        layout: 'analysis',
        columns: series,
        analysis,
        style: look,
        ...(chosen === undefined ? {} : { formats: chosen }),
      };
    });
  });
}

interface CommonValues {
  readonly name: string;
  readonly columns: readonly SeriesColumn[];
  readonly style: TableStyle;
  readonly formats?: readonly TableFormat[];
}

function analysisOf(written: Written): Analysis {
  if (written.kind !== 'windows') return written;
  const { statistics: requested, step, ...rest } = written;
  return { ...rest, step: step ?? rest.length, ...requested };
}

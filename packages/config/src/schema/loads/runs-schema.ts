import {
  DEFAULT_FIGURES,
  type NamePattern,
  RUN_PICTURES,
  type RunsTable,
  type TableFormat,
  type TableSpec,
  type TableStyle,
} from '@ballast/results-model';
import { z } from 'zod';
import { label, someOf, text, wholeNumber } from '../fields.ts';

export const RUN_KINDS: readonly RunsTable['kind'][] = ['averages', 'metrics'];

/** Filled in with that of the batch. */
const NO_NAMES: NamePattern = { kind: 'positions', delimiter: '_', positions: [], extract: [] };

const figure = text('the name of a figure');
const part = text('the name of a part');
const LABEL_WORDS = 'a mapping of titles by part or figure';
const PRECISION_WORDS = 'a whole number from 0 to 20';
const FILES_WORDS = 'a whole number of at least 1';
const BY_WORDS = 'a list of parts of the names';

/** A file name with parts in braces; it cannot lead out of its folder. */
const template = (ending: string, example: string) => {
  const words = `a file name that ends in ${ending}, such as ${example}`;
  return text(words)
    .check((context) => {
      const { value } = context;
      if (value.endsWith(ending) && !/[/\\:*?"<>|]/.test(value)) return;
      context.issues.push({ code: 'custom', message: words, input: value });
    })
    .nullable()
    .default(null);
};

const labels = z
  .record(z.string(), label('the title of an axis'), { error: LABEL_WORDS })
  .default({})
  .meta({ description: 'Titles of the axes of pictures, by part or figure.', default: {} });

const KEYS = {
  averages: {
    groupBy: z.array(part, { error: BY_WORDS }).meta({
      description:
        'Parts of the names: runs of one group have equal ones. The scenario and the kind of report always count too.',
    }),
    minFiles: wholeNumber(FILES_WORDS, { min: 1, max: 1_000_000 }).default(2).meta({
      description: 'A group of fewer finished runs is listed, but not averaged.',
    }),
    ignore: z
      .array(figure, { error: 'a list of figures' })
      .default(['sim_time'])
      .meta({ description: 'Figures that are left out.' }),
    template: template('.txt', '{report_type}_{router}_{ttl}_ttl_average.txt').meta({
      description:
        'Name of a text file for each group, with parts in braces; null for none. Groups of several scenarios with one name get ' +
        'the scenario in front.',
    }),
    precision: wholeNumber(PRECISION_WORDS, { min: 0, max: 20 })
      .default(4)
      .meta({ description: 'Decimals in the text files.' }),
    lines: z
      .array(figure, { error: 'a list of figures' })
      .default([])
      .meta({ description: 'Figures to draw as lines over the last part of groupBy, as SVG files.' }),
    labels,
  },
  metrics: {
    figures: someOf(figure, 'a list of figures')
      .nullable()
      .default(null)
      .meta({ description: 'The figures, in this order; null for all.' }),
    template: template('.csv', '{router}_metrics.csv').meta({
      description: 'Name of a CSV file for each value of the parts in braces; null for none.',
    }),
    pictures: z
      .array(z.enum(RUN_PICTURES, { error: `one of ${RUN_PICTURES.join(', ')}` }), {
        error: 'a list of pictures',
      })
      .default([])
      .meta({
        description: `Pictures of the runs, as SVG files, of the figures (${DEFAULT_FIGURES.join(', ')}).`,
      }),
    by: part.default('router').meta({ description: 'The part that tells boxes and pictures apart.' }),
    over: z
      .tuple([part, part], { error: 'a list of two parts' })
      .nullable()
      .default(null)
      .meta({ description: 'The parts along the sides of heat maps and surfaces.' }),
    labels,
  },
} as const;

const DESCRIPTIONS: Readonly<Record<RunsTable['kind'], string>> = {
  averages:
    'Means over the runs of each group, with their spread and interval. `layout: averages` means the same.',
  metrics: 'A row for each run: the parts of its name and its figures. `layout: metrics` means the same.',
};

interface Common {
  readonly name: z.ZodType<string>;
  readonly style: z.ZodType<TableStyle>;
  readonly formats: z.ZodType<readonly TableFormat[]>;
}

interface Written {
  readonly name: string;
  readonly style: TableStyle;
  readonly formats?: readonly TableFormat[];
}

/** A schema of a table over runs for each kind; it yields a `TableSpec` whose names are still unknown. */
export function runsTables(
  { name, style, formats }: Common,
  words: { readonly table: string; readonly kind: string },
): z.core.$ZodTypeDiscriminable[] {
  return RUN_KINDS.map((kind) => {
    const own = z.literal(kind, { error: words.kind }).meta({ description: DESCRIPTIONS[kind] });
    const keys: z.ZodRawShape = { name, kind: own, ...KEYS[kind], style, formats: formats.optional() };
    return z.strictObject(keys, { error: words.table }).transform((written): TableSpec => {
      // The keys above are those of this kind and of every table.
      const {
        name: called,
        style: look,
        formats: chosen,
        ...table
      } = written as unknown as Written & RunsTable;
      return {
        name: called,
        layout: kind,
        columns: [],
        runs: { ...(table as RunsTable), names: NO_NAMES },
        style: look,
        ...(chosen === undefined ? {} : { formats: chosen }),
      };
    });
  });
}

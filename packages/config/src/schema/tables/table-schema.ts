import { LAYOUTS, type Layout, type SeriesColumn, type TableSpec, UNIT_PLACES } from '@ballast/results-model';
import { z } from 'zod';
import {
  analysedColumnSchema,
  columnSchema,
  numbersColumnSchema,
  oneSeriesColumnSchema,
} from '../columns/column-schema.ts';
import { safeName, someOf } from '../fields.ts';
import { ANALYSIS_KINDS, analysisTables } from '../loads/analysis-schema.ts';
import { RUN_KINDS, runsTables } from '../loads/runs-schema.ts';
import { CASE_KINDS, caseTables } from './case-schema.ts';
import { formatsSchema } from './format-schema.ts';
import { styleSchema } from './style-schema.ts';

const UNIT_WORDS = 'none, header or row';
const LAYOUT_WORDS = 'long, wide, linked, time-series, range-graph, range-envelope, averages or metrics';
const TABLE_WORDS = 'a mapping with name, layout and columns';
const KIND_WORDS = `one of the kinds statistics, ${[...ANALYSIS_KINDS, ...CASE_KINDS, ...RUN_KINDS].join(', ')}`;

const name = safeName('the name of the table').meta({
  description: 'Name of the table and of its file; unique in the batch, ignoring case.',
});

function kindOf<Kind extends string>(kind: Kind, description: string): z.ZodLiteral<Kind> {
  return z.literal(kind, { error: KIND_WORDS }).meta({ description });
}

const statistics = z
  .strictObject(
    {
      name,
      kind: kindOf('statistics', 'Statistics or samples, in one of the layouts.').optional(),
      layout: z.enum(LAYOUTS, { error: LAYOUT_WORDS }).meta({
        description:
          'long: one row per input and series. wide: one row per input, one column per statistic. ' +
          'linked: one row per input and column, for columns of kind linked. ' +
          'time-series: one file per input, one row per sample. ' +
          'range-graph: one row per input and arc length, for columns of kind range-graph. ' +
          'range-envelope: one row per arc length over all inputs, for the same columns.',
      }),
      columns: z.array(columnSchema, { error: 'a list of columns' }).meta({
        description:
          'What is extracted, in the order of the table. Empty only with layout wide: a table of the status of every file.',
      }),
      units: z
        .enum(UNIT_PLACES, { error: UNIT_WORDS })
        .default('none')
        .meta({
          description:
            'Where a table of layout wide prints the unit of each column: header (behind the label, as in ' +
            '`TwrBsMyt_max [kN-m]`), row (a row below the header, named units) or none. `units differ` stands for a ' +
            'column with other units in other files.',
        }),
      style: styleSchema,
      formats: formatsSchema.optional(),
    },
    { error: TABLE_WORDS },
  )
  .transform(({ kind: _, units, formats, ...rest }): TableSpec => {
    const table = {
      ...rest,
      ...(units === 'none' ? {} : { units }),
      ...(formats === undefined ? {} : { formats }),
    };
    return WITHOUT_STATISTICS.includes(table.layout) ? withoutStatistics(table) : table;
  });

const WITHOUT_STATISTICS: readonly Layout[] = ['time-series', 'range-graph', 'range-envelope'];

const analysed = someOf(analysedColumnSchema, 'a list of columns').meta({
  description: 'The series that are analysed.',
});

const NUMBERS = { description: 'The series whose statistics are combined over load cases.' };
const numbers = someOf(numbersColumnSchema, 'a list of columns').meta(NUMBERS);
const single = someOf(oneSeriesColumnSchema, 'a list of columns').meta(NUMBERS);

export const tableSchema: z.ZodType<TableSpec> = z
  .discriminatedUnion(
    'kind',
    [
      statistics,
      ...caseTables(
        { name, columns: numbers, single, style: styleSchema, formats: formatsSchema },
        { table: TABLE_WORDS, kind: KIND_WORDS },
      ),
      ...runsTables(
        { name, style: styleSchema, formats: formatsSchema },
        { table: TABLE_WORDS, kind: KIND_WORDS },
      ),
      ...analysisTables(
        { name, columns: analysed, style: styleSchema, formats: formatsSchema },
        { table: TABLE_WORDS, kind: KIND_WORDS },
      ),
    ],
    { error: (problem) => (problem.code === 'invalid_union' ? KIND_WORDS : TABLE_WORDS) },
  )
  .meta({ description: 'One table, over all input files.' }) as z.ZodType<TableSpec>;

/** Tables of samples or of whole curves do not show statistics: computing them would be wasted work. */
function withoutStatistics(table: TableSpec): TableSpec {
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.kind === 'series'
        ? withoutReductions({ ...column, statistics: [] })
        : column.kind === 'range-graph'
          ? { ...column, statistics: [] }
          : column,
    ),
  };
}

function withoutReductions({ reductions: _, ...column }: SeriesColumn): SeriesColumn {
  return column;
}

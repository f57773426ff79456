import { LAYOUTS, type TableSpec, UNIT_PLACES } from '@ballast/results-model';
import { z } from 'zod';
import { columnSchema } from './column-schema.ts';
import { safeName } from './fields.ts';
import { styleSchema } from './style-schema.ts';

const UNIT_WORDS = 'none, header or row';
const LAYOUT_WORDS = 'long, wide, linked or time-series';

export const tableSchema: z.ZodType<TableSpec> = z
  .strictObject(
    {
      name: safeName('the name of the table').meta({
        description: 'Name of the table and of its file; unique in the batch, ignoring case.',
      }),
      layout: z.enum(LAYOUTS, { error: LAYOUT_WORDS }).meta({
        description:
          'long: one row per input and series. wide: one row per input, one column per statistic. ' +
          'linked: one row per input and column, for columns of kind linked. ' +
          'time-series: one file per input, one row per sample.',
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
    },
    { error: 'a mapping with name, layout and columns' },
  )
  .transform(({ units, ...rest }): TableSpec => {
    const table = units === 'none' ? rest : { ...rest, units };
    return table.layout === 'time-series' ? withoutStatistics(table) : table;
  })
  .meta({ description: 'One table, over all input files.' });

/** A table of samples does not show statistics: computing them would be wasted work. */
function withoutStatistics(table: TableSpec): TableSpec {
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.kind === 'series' ? { ...column, statistics: [] } : column,
    ),
  };
}

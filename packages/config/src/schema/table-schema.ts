import { type ColumnSpec, STATISTICS, type StatisticName, type TableSpec } from '@ballast/results-model';
import { z } from 'zod';
import { safeName, someOf, text } from './fields.ts';
import { periodSchema } from './period-schema.ts';
import { positionSchema } from './position-schema.ts';

const STATISTICS_WORDS = 'all or a list of statistics';

const statistics = z
  .union(
    [
      z.literal('all', { error: STATISTICS_WORDS }).transform((): readonly StatisticName[] => STATISTICS),
      someOf(
        z.enum(STATISTICS, { error: `one of ${STATISTICS.join(', ')}` }),
        'a list of statistics',
        // A statistic named twice is worth a warning, not a second column.
      ).transform((names): readonly StatisticName[] => [...new Set(names)]),
    ],
    { error: STATISTICS_WORDS },
  )
  .default(STATISTICS)
  .meta({
    description:
      'all, or a list of: n (samples), min, tMin (time of the minimum, s), max, tMax (time of the maximum, s), ' +
      'mean, std (divisor n), std1 (divisor n - 1), rms, skew, kurt (3 for a normal distribution). ' +
      'Values are in the unit of the series.',
    default: 'all',
  });

const columnSchema: z.ZodType<ColumnSpec> = z
  .strictObject(
    {
      object: text('the name of an object').nullable().default(null).meta({
        description: 'Name of the object in the model, such as Line1. Only with reader orcaflex.',
      }),
      variable: text('the name of a variable or channel, or "*"').meta({
        description: 'Name of the variable or channel; "*" for every one that the file has.',
      }),
      at: positionSchema,
      period: periodSchema,
      statistics,
      label: text('a label').nullable().default(null).meta({
        description: 'Name of the column in the table, in place of the one made of object and variable.',
      }),
    },
    { error: 'a mapping with variable, statistics and so on' },
  )
  .meta({ description: 'One request; it gives one table column a statistic.' });

const LAYOUT_WORDS = 'long or wide';

export const tableSchema: z.ZodType<TableSpec> = z
  .strictObject(
    {
      name: safeName('the name of the table').meta({
        description: 'Name of the table and of its file; unique in the batch even when case is ignored.',
      }),
      layout: z.enum(['long', 'wide'], { error: LAYOUT_WORDS }).meta({
        description: 'long: one row per input and series. wide: one row per input, one column per statistic.',
      }),
      columns: someOf(columnSchema, 'a list of columns').meta({
        description: 'What is extracted, in the order of the table.',
      }),
    },
    { error: 'a mapping with name, layout and columns' },
  )
  .meta({ description: 'One table, over all input files.' });

import type { ColumnSpec, LinkedColumn, LinkedSeries, SeriesColumn } from '@ballast/results-model';
import { z } from 'zod';
import { alongSchema } from './along-schema.ts';
import { someOf, text } from './fields.ts';
import { periodSchema } from './period-schema.ts';
import { givenPosition, positionSchema } from './position-schema.ts';
import { rangeStatisticsSchema, statisticsSchema } from './statistics-schema.ts';
import { transformSchema } from './transform-schema.ts';

const KINDS = ['series', 'static', 'data', 'range-graph', 'linked'] as const;
const COLUMN_WORDS = 'a mapping with variable, statistics and so on';
const KIND_WORDS = `one of the kinds ${KINDS.join(', ')}`;

const object = text('the name of an object').nullable().default(null).meta({
  description: 'Name of the object in the model, such as Line1. Only with reader orcaflex.',
});
const label = text('a label').nullable().default(null).meta({
  description: 'Name of the column in the table, in place of the one made of object and variable.',
});
const variable = text('the name of a variable').meta({ description: 'Name of the variable.' });

function kindOf<Kind extends string>(kind: Kind, description: string): z.ZodLiteral<Kind> {
  return z.literal(kind, { error: KIND_WORDS }).meta({ description });
}

const series = z
  .strictObject(
    {
      kind: kindOf('series', 'Statistics of a time series.').optional(),
      object,
      variable: text('the name of a variable or channel, or "*"').meta({
        description: 'Name of the variable or channel; "*" for every one that the file has.',
      }),
      at: positionSchema,
      period: periodSchema,
      statistics: statisticsSchema,
      label,
      transform: transformSchema,
    },
    { error: COLUMN_WORDS },
  )
  .transform((written): SeriesColumn => ({ ...written, kind: 'series' }));

const staticResult = z.strictObject({
  kind: kindOf('static', 'A result of the static state: one number. Only with reader orcaflex.'),
  object,
  variable,
  at: positionSchema,
  label,
  transform: transformSchema,
});

const INDEX_WORDS = 'the number of an item, 1 or more';
const data = z.strictObject({
  kind: kindOf('data', "An item of the model's data: a number or text. Only with reader orcaflex."),
  object,
  name: text('the name of an item of data').meta({
    description: 'Name of the item of data, such as Length.',
  }),
  index: z
    .int({ error: INDEX_WORDS })
    .min(1, { error: INDEX_WORDS })
    .nullable()
    .default(null)
    .meta({ description: 'Row of the item where it is a list, counted from 1; null where it is none.' }),
  label,
});

const rangeGraph = z.strictObject({
  kind: kindOf('range-graph', 'Extremes of a variable along a line. Only with reader orcaflex.'),
  object,
  variable,
  period: periodSchema,
  along: alongSchema,
  statistics: rangeStatisticsSchema,
  label,
  transform: transformSchema,
});

const LINKED_WORDS = 'the name of a variable, or a mapping with variable, object and at';

/** What is left out is the driver's. */
const linkedSeries = z.union(
  [
    text(LINKED_WORDS).transform((written) => ({ variable: written })),
    z.strictObject(
      {
        variable,
        object: text('the name of an object').nullable().optional().meta({
          description: "Name of the object; left out, the driver's.",
        }),
        at: givenPosition.optional().meta({
          description: "Where on the object, as `at` of a column; left out, the driver's.",
        }),
        transform: transformSchema,
      },
      { error: LINKED_WORDS },
    ),
  ],
  { error: LINKED_WORDS },
);

const linked = z
  .strictObject({
    kind: kindOf(
      'linked',
      'Extremes of a series, and what others are at the same samples; for layout linked.',
    ),
    object,
    variable: text('the name of a variable or channel').meta({
      description: 'Name of the variable or channel whose extremes count: the driver.',
    }),
    at: positionSchema,
    linked: someOf(linkedSeries, 'a list of variables').meta({
      description: 'The others: names of variables, or mappings with variable, object and at.',
    }),
    period: periodSchema,
    label,
    transform: transformSchema,
  })
  .transform((written): LinkedColumn => {
    const { object: ofDriver, at: atDriver } = written;
    const others = written.linked.map((one): LinkedSeries => {
      const { object = ofDriver, at = atDriver, transform = null }: LeftOut = one;
      return { object, variable: one.variable, at, transform };
    });
    return { ...written, linked: others };
  });

type LeftOut = { readonly [Key in keyof LinkedSeries]?: LinkedSeries[Key] | undefined };

export const columnSchema: z.ZodType<ColumnSpec> = z
  .discriminatedUnion('kind', [series, staticResult, data, rangeGraph, linked], {
    error: (problem) => (problem.code === 'invalid_union' ? KIND_WORDS : COLUMN_WORDS),
  })
  .meta({ description: 'One request; it gives one table column a statistic.' });

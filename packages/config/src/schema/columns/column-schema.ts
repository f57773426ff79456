import {
  type ColumnSpec,
  isWildcard,
  type LinkedColumn,
  type LinkedSeries,
  type SeriesColumn,
} from '@ballast/results-model';
import { z } from 'zod';
import { label as labelText, someOf, text } from '../fields.ts';
import { alongSchema } from './along-schema.ts';
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
const label = labelText('a label').nullable().default(null).meta({
  description: 'Name of the column in the table; null for a name composed of object and variable.',
});
const variable = text('the name of a variable').meta({ description: 'Name of the variable.' });

const names = text('the name of a variable or channel, or "*"').meta({
  description:
    'Name of the variable or channel, or a pattern for all that match: "*", Twr*, Root*[123]. A name that the file has ' +
    'is never a pattern. With its unit as other tools write it: GenPwr_[kW].',
});
const EXCEPT_WORDS = 'a list of names or patterns';
const except = z
  .array(text('a name or a pattern'), { error: EXCEPT_WORDS })
  .min(1, { error: `${EXCEPT_WORDS} with at least one element` })
  .optional()
  .meta({ description: 'Names and patterns that a pattern in variable does not stand for.' });

function kindOf<Kind extends string>(kind: Kind, description: string): z.ZodLiteral<Kind> {
  return z.literal(kind, { error: KIND_WORDS }).meta({ description });
}

const series = z
  .strictObject(
    {
      kind: kindOf('series', 'Statistics of a time series.').optional(),
      object,
      variable: names,
      except,
      at: positionSchema,
      period: periodSchema,
      statistics: statisticsSchema,
      label,
      transform: transformSchema,
    },
    { error: COLUMN_WORDS },
  )
  .transform(({ statistics: { statistics, reductions }, ...written }): SeriesColumn => {
    const { label: own, transform, except: left, ...before } = written;
    const exceptions = left === undefined ? {} : { except: left };
    const further = reductions.length === 0 ? {} : { reductions };
    return { ...before, ...exceptions, kind: 'series', statistics, ...further, label: own, transform };
  });

/** A column of a table that analyses whole series: it has no statistics of its own. */
export const analysedColumnSchema: z.ZodType<SeriesColumn> = z
  .strictObject(
    {
      kind: kindOf('series', 'A time series.').optional(),
      object,
      variable: names,
      except,
      at: positionSchema,
      period: periodSchema,
      label,
      transform: transformSchema,
    },
    { error: 'a mapping with variable, period and so on' },
  )
  .transform(({ label: own, transform, except: left, ...written }): SeriesColumn => {
    const exceptions = left === undefined ? {} : { except: left };
    return { ...written, ...exceptions, kind: 'series', statistics: [], label: own, transform };
  });

/** A column of a table over load cases: a series or a wildcard, and the numbers of it that are combined. */
export const numbersColumnSchema: z.ZodType<SeriesColumn> = series;

/** A column whose values are taken at the extremes of others, which a wildcard cannot be. */
export const oneSeriesColumnSchema: z.ZodType<SeriesColumn> = series.check((context) => {
  if (!isWildcard(context.value.variable)) return;
  context.issues.push({ code: 'custom', message: 'one variable', input: context.value, path: ['variable'] });
});

const staticResult = z.strictObject({
  kind: kindOf('static', 'A result of the static state, one number. Only with reader orcaflex.'),
  object,
  variable,
  at: positionSchema,
  label,
  transform: transformSchema,
});

const INDEX_WORDS = 'the number of a row, 1 or more';
const data = z.strictObject({
  kind: kindOf('data', 'A data item of the model, a number or text. Only with reader orcaflex.'),
  object,
  name: text('the name of a data item').meta({
    description: 'Name of the data item, such as Length.',
  }),
  index: z
    .int({ error: INDEX_WORDS })
    .min(1, { error: INDEX_WORDS })
    .nullable()
    .default(null)
    .meta({ description: 'Row of a data item that is a list, counted from 1; null for a single value.' }),
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

/** Omitted keys default to those of the driver. */
const linkedSeries = z.union(
  [
    text(LINKED_WORDS).transform((written) => ({ variable: written })),
    z.strictObject(
      {
        variable,
        object: text('the name of an object').nullable().optional().meta({
          description: 'Name of the object; by default that of the driver.',
        }),
        at: givenPosition.optional().meta({
          description: 'Position on the object, as in at of a column; by default that of the driver.',
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
      'Extremes of a series, and the values of other series at the same samples; for layout linked.',
    ),
    object,
    variable: text('the name of a variable or channel').meta({
      description: 'Name of the driver: the variable or channel whose extremes are taken.',
    }),
    at: positionSchema,
    linked: someOf(linkedSeries, 'a list of variables').meta({
      description: 'The other series: names of variables, or mappings with variable, object and at.',
    }),
    period: periodSchema,
    label,
    transform: transformSchema,
  })
  .transform((written): LinkedColumn => {
    const { object: ofDriver, at: atDriver } = written;
    const others = written.linked.map((one): LinkedSeries => {
      const { object = ofDriver, at = atDriver, transform = null }: Omittable = one;
      return { object, variable: one.variable, at, transform };
    });
    return { ...written, linked: others };
  });

type Omittable = { readonly [Key in keyof LinkedSeries]?: LinkedSeries[Key] | undefined };

export const columnSchema: z.ZodType<ColumnSpec> = z
  .discriminatedUnion('kind', [series, staticResult, data, rangeGraph, linked], {
    error: (problem) => (problem.code === 'invalid_union' ? KIND_WORDS : COLUMN_WORDS),
  })
  .meta({ description: 'One request; it yields one table column for each statistic.' });

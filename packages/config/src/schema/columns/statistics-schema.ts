import {
  RANGE_STATISTICS,
  type RangeStatisticName,
  type Reduction,
  reductionText,
  STATISTICS,
  type StatisticName,
} from '@ballast/results-model';
import { z } from 'zod';
import { nearest } from '../../text/nearest.ts';
import { someOf } from '../fields.ts';
import { damageSchema, equivalentLoadSchema } from '../loads/fatigue-schema.ts';

const WORDS = 'all or a list of statistics';

/** What a column of time series requests. */
export interface RequestedStatistics {
  readonly statistics: readonly StatisticName[];
  readonly reductions: readonly Reduction[];
}

const WHOLE_SERIES = ['absmax', 'integral', 'travel', 'duration'] as const;
const NAME_WORDS = `one of ${[...STATISTICS, ...WHOLE_SERIES].join(', ')}, a quantile such as p99, or a mapping with del or damage`;
const QUANTILE = /^p(\d{1,3}(?:\.\d{1,6})?)$/;

const named = z
  .string({ error: NAME_WORDS })
  .transform((written, context): RequestedStatistics => {
    const statistic = STATISTICS.find((name) => name === written);
    if (statistic !== undefined) return { statistics: [statistic], reductions: [] };
    const kind = WHOLE_SERIES.find((name) => name === written);
    if (kind !== undefined) return { statistics: [], reductions: [{ kind }] };
    const percent = Number(QUANTILE.exec(written)?.[1] ?? Number.NaN);
    if (percent <= 100) return { statistics: [], reductions: [{ kind: 'quantile', q: percent / 100 }] };
    const near = nearest(written, [...STATISTICS, ...WHOLE_SERIES]);
    const params = near === null ? {} : { hint: `did you mean \`${near}\`?` };
    context.issues.push({ code: 'custom', message: NAME_WORDS, input: written, params });
    return z.NEVER;
  })
  .meta({ examples: [...STATISTICS, ...WHOLE_SERIES, 'p50', 'p99'] });

const KEYED_WORDS = 'a mapping with del or damage';

const equivalent = z
  .strictObject(
    {
      del: equivalentLoadSchema.meta({
        description:
          'Damage-equivalent load (sum n S^m / N)^(1/m) of the rainflow ranges, in the unit of the series.',
      }),
    },
    { error: KEYED_WORDS },
  )
  .transform(({ del }): RequestedStatistics => ({ statistics: [], reductions: del }));

const damage = z
  .strictObject(
    {
      damage: damageSchema.meta({
        description: 'Palmgren-Miner damage of the rainflow ranges by an S-N curve.',
      }),
    },
    { error: KEYED_WORDS },
  )
  .transform(({ damage: one }): RequestedStatistics => ({ statistics: [], reductions: [one] }));

const ALL: RequestedStatistics = { statistics: STATISTICS, reductions: [] };

/** A repeated statistic causes a warning, not a second column. */
export const statisticsSchema: z.ZodType<RequestedStatistics> = z
  .union(
    [
      z.literal('all', { error: WORDS }).transform(() => ALL),
      someOf(z.union([named, equivalent, damage], { error: NAME_WORDS }), 'a list of statistics').transform(
        (written): RequestedStatistics => ({
          statistics: [...new Set(written.flatMap(({ statistics }) => statistics))],
          reductions: distinct(written.flatMap(({ reductions }) => reductions)),
        }),
      ),
    ],
    { error: WORDS },
  )
  .default(ALL)
  .meta({
    description:
      'all, or a list of: n (samples), min, tMin (time of the minimum, s), max, tMax (time of the maximum, s), ' +
      'mean, std (divisor n), std1 (divisor n - 1), rms, skew, kurt (3 for a normal distribution). ' +
      'further absmax, integral (over time), travel (sum of all changes), duration (s), quantiles such as p50 and p99.9, ' +
      '{ del: { m: [4, 10] } } for damage-equivalent loads and { damage: { curve: D } } for damage by an S-N curve. ' +
      'Values are in the unit of the series, unless the definition says otherwise.',
    default: 'all',
  });

function distinct(reductions: readonly Reduction[]): Reduction[] {
  return [...new Map(reductions.map((one) => [reductionText(one), one])).values()];
}

export const rangeStatisticsSchema: z.ZodType<readonly RangeStatisticName[]> = listOf(RANGE_STATISTICS).meta({
  description:
    'all, or a list of: min (smallest value along the line), zMin (its arc length), max, zMax, mean (over the points), ' +
    'std (largest standard deviation along the line), zStd (its arc length).',
  default: 'all',
});

/** A repeated statistic causes a warning, not a second column. */
function listOf<Name extends string>(names: readonly Name[]): z.ZodType<readonly Name[]> {
  return z
    .union(
      [
        z.literal('all', { error: WORDS }).transform((): readonly Name[] => names),
        someOf(z.enum(names, { error: `one of ${names.join(', ')}` }), 'a list of statistics').transform(
          (written): readonly Name[] => [...new Set(written as readonly Name[])],
        ),
      ],
      { error: WORDS },
    )
    .default(names);
}

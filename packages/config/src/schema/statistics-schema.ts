import {
  RANGE_STATISTICS,
  type RangeStatisticName,
  STATISTICS,
  type StatisticName,
} from '@ballast/results-model';
import { z } from 'zod';
import { someOf } from './fields.ts';

const WORDS = 'all or a list of statistics';

export const statisticsSchema: z.ZodType<readonly StatisticName[]> = listOf(STATISTICS).meta({
  description:
    'all, or a list of: n (samples), min, tMin (time of the minimum, s), max, tMax (time of the maximum, s), ' +
    'mean, std (divisor n), std1 (divisor n - 1), rms, skew, kurt (3 for a normal distribution). ' +
    'Values are in the unit of the series.',
  default: 'all',
});

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

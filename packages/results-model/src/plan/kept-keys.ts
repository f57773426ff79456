import type { ReadPlan } from './read-plan.ts';

/**
 * Positions of the keys whose samples are needed as a whole: linked series are looked into at a sample that only the
 * whole driver tells, and time series are printed.
 */
export function keptKeys({ links, samples }: ReadPlan): ReadonlySet<number> {
  return new Set([
    ...links.flatMap(({ driver, linked }) => [driver, ...linked]),
    ...samples.flatMap(({ columns }) => columns.map(({ key }) => key)),
  ]);
}

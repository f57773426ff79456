import type { ReadPlan } from './read-plan.ts';

/**
 * Positions of the keys whose samples are needed in full: only the whole driver determines the sample at which linked
 * series are read, and time series are printed.
 */
export function keptKeys({ links, samples }: ReadPlan): ReadonlySet<number> {
  return new Set([
    ...links.flatMap(({ driver, linked }) => [driver, ...linked]),
    ...samples.flatMap(({ columns }) => columns.map(({ key }) => key)),
  ]);
}

import type { ReadPlan } from './read-plan.ts';

/**
 * Positions of the keys whose samples are needed in full: only the whole driver determines the sample at which linked
 * series are read, time series are printed, and analyses need whole series.
 */
export function keptKeys({ links, samples, analyses = [] }: ReadPlan): ReadonlySet<number> {
  return new Set([
    ...links.flatMap(({ driver, linked }) => [driver, ...linked]),
    ...[...samples, ...analyses].flatMap(({ columns }) => columns.map(({ key }) => key)),
  ]);
}

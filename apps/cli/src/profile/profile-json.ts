import type { Recommendation } from '@ballast/batch';
import type { FileProfile } from '@ballast/profiler';
import { LABEL_RULE } from './words.ts';

/** What was profiled. */
export interface Profiled {
  readonly directory: string;
  readonly include: readonly string[];
}

/** The profile for programs: units are in the names of the keys. */
export function profileJson(
  { directory, include }: Profiled,
  profile: FileProfile,
  recommendation: Recommendation,
): unknown {
  const bins = (all: FileProfile['classes']): unknown =>
    all.map(({ from, to, count, total }) => ({ fromBytes: from, toBytes: to, count, totalBytes: total }));
  return {
    directory,
    include,
    count: profile.count,
    totalBytes: profile.total,
    minBytes: profile.min,
    maxBytes: profile.max,
    meanBytes: profile.mean,
    coefficientOfVariation: profile.variation,
    quantilesBytes: profile.quantiles,
    classes: bins(profile.classes),
    histogram: bins(profile.histogram),
    label: profile.label,
    rule: LABEL_RULE[profile.label],
    recommendation,
  };
}

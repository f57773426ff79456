import { binEdges, binOf, weibullShare } from './bins.ts';
import type { Availability, BinRule, Climate } from './case-table.ts';

/** Hours of a year of 31,557,600 s. */
export const HOURS_PER_YEAR = 8766;

/** What weights need to know of one file. */
export interface WeightedFile {
  /** The case's values by column. */
  readonly values: Readonly<Record<string, string>>;
  /** The number that is binned. */
  readonly by: number;
  /** Seconds. */
  readonly duration: number;
}

export interface WeightRule {
  readonly bins: BinRule;
  readonly climate: Climate;
  readonly availability: Availability | null;
}

/** Share of the time that each file stands for, and the sum of all of them: what they cover. */
export interface Weights {
  readonly shares: readonly number[];
  readonly covered: number;
}

/**
 * Files of the same bin and state share its probability by their durations, so that longer files count more inside a bin
 * but bins do not. What no file covers counts as no load.
 */
export function weightsOf(files: readonly WeightedFile[], rule: WeightRule): Weights {
  const groups = new Map<string, { readonly share: number; time: number }>();
  const keys = files.map((file) => {
    const key = keyOf(file, rule);
    const group = groups.get(key) ?? { share: shareOf(file, rule), time: 0 };
    group.time += file.duration;
    groups.set(key, group);
    return key;
  });
  const shares = files.map(({ duration }, i) => {
    const group = groups.get(keys[i] ?? '');
    return group === undefined || group.time === 0 ? 0 : (group.share * duration) / group.time;
  });
  const covered = [...groups.values()].reduce((sum, { share }) => sum + share, 0);
  return { shares, covered };
}

function keyOf({ values, by }: WeightedFile, { bins, climate, availability }: WeightRule): string {
  const state = availability === null ? null : (values[availability.column] ?? null);
  const hours = climate.kind === 'hours' ? (values[climate.column] ?? null) : null;
  return JSON.stringify([binOf(by, bins), state === null ? null : stateOf(state, availability), hours]);
}

function shareOf(file: WeightedFile, rule: WeightRule): number {
  const { climate, bins, availability } = rule;
  const share =
    climate.kind === 'hours'
      ? Number(file.values[climate.column] ?? Number.NaN) / HOURS_PER_YEAR
      : weibullShare(climate, binEdges(binOf(file.by, bins), bins));
  if (availability === null) return share;
  switch (stateOf(file.values[availability.column] ?? '', availability)) {
    case 'operating':
      return share * availability.share;
    case 'idling':
      return share * (1 - availability.share);
    case 'other':
      return 0;
  }
}

function stateOf(value: string, availability: Availability | null): 'operating' | 'idling' | 'other' {
  if (availability?.operating.includes(value) === true) return 'operating';
  return availability?.idling.includes(value) === true ? 'idling' : 'other';
}

import type {
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  SeriesProblem,
} from '../reader/results-file.ts';
import { type Period, periodText, WHOLE } from '../series/period.ts';
import { type SeriesKey, type SeriesRequest, seriesKeyText } from '../series/series-key.ts';
import { type Transform, transformText } from '../series/transform.ts';
import { isWildcard } from '../series/wildcard.ts';
import { keptKeys } from './kept-keys.ts';
import type { ReadPlan } from './read-plan.ts';

/** A distinct series, period and transform of one file. */
export interface WantedSeries {
  readonly series: ResolvedSeries;
  readonly period: Period;
  readonly transform: Transform | null;
}

/** One key of the plan in one file: positions in `ResolvedPlan.wanted`, or the problem why there are none. */
export interface ResolvedKey {
  readonly key: SeriesKey;
  readonly wanted: readonly number[];
  readonly problem: SeriesProblem | null;
}

/** A read plan after its series have been looked up in one file. */
export interface ResolvedPlan {
  readonly keys: readonly ResolvedKey[];
  readonly wanted: readonly WantedSeries[];
  /** What to read; `positions[request][series]` are positions in `wanted`, one per transform. */
  readonly requests: readonly PeriodRequest[];
  readonly positions: readonly (readonly (readonly number[])[])[];
  /** Positions in `wanted` of the series whose samples are needed in full, with their requests. */
  readonly kept: ReadonlyMap<number, number>;
}

/** The series of one period and clock while they are collected; the maps keep them distinct. */
interface PeriodGroup {
  readonly request: number;
  readonly period: Period;
  readonly series: ResolvedSeries[];
  readonly positions: number[][];
  /** From a reader's number to the index in `series`. */
  readonly byRef: Map<number, number>;
  /** From a reader's number and transform to the position in `wanted`. */
  readonly known: Map<string, number>;
}

/** Looks up each distinct series request once, whatever the number of periods it is wanted for. */
export function resolvePlan(file: ResultsFile, plan: ReadPlan): ResolvedPlan {
  const resolutions = new Map<string, Resolution>();
  const groups = new Map<string, PeriodGroup>();
  const wanted: WantedSeries[] = [];
  const keep = keptKeys(plan);
  const kept = new Map<number, number>();
  const keys = plan.keys.map((key, number): ResolvedKey => {
    const resolution = resolveOnce(file, key, resolutions);
    if (resolution.kind === 'missing') return { key, wanted: [], problem: resolution.problem };
    if (resolution.series.length === 0) return { key, wanted: [], problem: noSeries(key) };
    const transform = key.transform ?? null;
    const positions = resolution.series.map((series) => {
      const group = groupOf(key.period, series.clock, groups);
      const position = want({ series, transform }, group, wanted);
      if (keep.has(number)) kept.set(position, group.request);
      return position;
    });
    return { key, wanted: [...new Set(positions)], problem: null };
  });
  const requests = [...groups.values()];
  return {
    keys,
    wanted,
    requests: requests.map(({ period, series }) => ({ period, series })),
    positions: requests.map(({ positions }) => positions),
    kept,
  };
}

function resolveOnce(file: ResultsFile, key: SeriesKey, known: Map<string, Resolution>): Resolution {
  const { object, variable, at, except, channels } = key;
  const request: SeriesRequest = {
    object,
    variable,
    at,
    ...(except === undefined ? {} : { except }),
    ...(channels === undefined ? {} : { channels }),
  };
  const text = seriesKeyText({ ...request, period: WHOLE });
  const before = known.get(text);
  if (before !== undefined) return before;
  const resolution = file.resolve(request);
  known.set(text, resolution);
  return resolution;
}

/** Series with other times than the file's have requests of their own: what is kept for one request has one clock. */
function groupOf(period: Period, clock: string | undefined, groups: Map<string, PeriodGroup>): PeriodGroup {
  const text = clock === undefined ? periodText(period) : `${periodText(period)} ${clock}`;
  const known = groups.get(text);
  if (known !== undefined) return known;
  const group: PeriodGroup = {
    request: groups.size,
    period,
    series: [],
    positions: [],
    byRef: new Map(),
    known: new Map(),
  };
  groups.set(text, group);
  return group;
}

function want(
  { series, transform }: Omit<WantedSeries, 'period'>,
  group: PeriodGroup,
  wanted: WantedSeries[],
): number {
  const { ref } = series;
  const text = transform === null ? `${ref}` : `${ref} ${transformText(transform)}`;
  const known = group.known.get(text);
  if (known !== undefined) return known;
  const position = wanted.push({ series, period: group.period, transform }) - 1;
  group.known.set(text, position);
  const place = group.byRef.get(ref);
  if (place === undefined) {
    group.byRef.set(ref, group.series.push(series) - 1);
    group.positions.push([position]);
  } else group.positions[place]?.push(position);
  return position;
}

export function noSeries(key: SeriesRequest): SeriesProblem {
  const of = key.object === null ? 'the file' : `"${key.object}"`;
  const what =
    key.variable === '*'
      ? 'no series'
      : isWildcard(key.variable)
        ? `no series that matches ${key.variable}`
        : `no series "${key.variable}"`;
  return { code: 'NO_SERIES', message: `${of} has ${what}` };
}

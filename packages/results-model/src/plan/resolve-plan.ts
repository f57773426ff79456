import type {
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  SeriesProblem,
} from '../reader/results-file.ts';
import { type Period, periodText, WHOLE } from '../series/period.ts';
import { type SeriesKey, seriesKeyText } from '../series/series-key.ts';
import type { ReadPlan } from './read-plan.ts';

/** A distinct series and period of one file. */
export interface WantedSeries {
  readonly series: ResolvedSeries;
  readonly period: Period;
}

/** One key of the plan in one file: positions in `ResolvedPlan.wanted`, or why there are none. */
export interface ResolvedKey {
  readonly key: SeriesKey;
  readonly wanted: readonly number[];
  readonly problem: SeriesProblem | null;
}

/** A read plan after one file has been asked for its series. */
export interface ResolvedPlan {
  readonly keys: readonly ResolvedKey[];
  readonly wanted: readonly WantedSeries[];
  /** What to read; `positions[request][series]` is a position in `wanted`. */
  readonly requests: readonly PeriodRequest[];
  readonly positions: readonly (readonly number[])[];
}

/** The series of one period while they are gathered; `byRef` keeps them distinct. */
interface PeriodGroup {
  readonly period: Period;
  readonly series: ResolvedSeries[];
  readonly positions: number[];
  readonly byRef: Map<number, number>;
}

/** Asks the file once per distinct series request, whatever the number of periods it is wanted for. */
export function resolvePlan(file: ResultsFile, plan: ReadPlan): ResolvedPlan {
  const resolutions = new Map<string, Resolution>();
  const groups = new Map<string, PeriodGroup>();
  const wanted: WantedSeries[] = [];
  const keys = plan.keys.map((key): ResolvedKey => {
    const resolution = resolveOnce(file, key, resolutions);
    if (resolution.kind === 'missing') return { key, wanted: [], problem: resolution.problem };
    if (resolution.series.length === 0) return { key, wanted: [], problem: noSeries(key) };
    const group = groupOf(key.period, groups);
    const positions = resolution.series.map((series) => want(series, group, wanted));
    return { key, wanted: [...new Set(positions)], problem: null };
  });
  const requests = [...groups.values()];
  return {
    keys,
    wanted,
    requests: requests.map(({ period, series }) => ({ period, series })),
    positions: requests.map(({ positions }) => positions),
  };
}

function resolveOnce(file: ResultsFile, key: SeriesKey, known: Map<string, Resolution>): Resolution {
  const { object, variable, at } = key;
  const text = seriesKeyText({ object, variable, at, period: WHOLE });
  const before = known.get(text);
  if (before !== undefined) return before;
  const resolution = file.resolve({ object, variable, at });
  known.set(text, resolution);
  return resolution;
}

function groupOf(period: Period, groups: Map<string, PeriodGroup>): PeriodGroup {
  const text = periodText(period);
  const known = groups.get(text);
  if (known !== undefined) return known;
  const group: PeriodGroup = { period, series: [], positions: [], byRef: new Map() };
  groups.set(text, group);
  return group;
}

function want(series: ResolvedSeries, group: PeriodGroup, wanted: WantedSeries[]): number {
  const known = group.byRef.get(series.ref);
  if (known !== undefined) return known;
  const position = wanted.push({ series, period: group.period }) - 1;
  group.byRef.set(series.ref, position);
  group.series.push(series);
  group.positions.push(position);
  return position;
}

function noSeries(key: SeriesKey): SeriesProblem {
  const of = key.object === null ? 'the file' : `"${key.object}"`;
  const what = key.variable === '*' ? 'no series' : `no series "${key.variable}"`;
  return { code: 'NO_SERIES', message: `${of} has ${what}` };
}

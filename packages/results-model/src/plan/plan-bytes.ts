import { MOST_RESAMPLED } from '../derived/condition.ts';
import { ownStep, sourcesOf, wildcardChannels } from '../derived/definition-order.ts';
import {
  arraysIn,
  arraysOfSteps,
  type Held,
  heldFor as heldForChannel,
  MOST_HELD,
} from '../derived/whole-series.ts';
import type { HeaderFacts } from '../reader/reader.ts';
import { type Period, periodText } from '../series/period.ts';
import type { SeriesKey } from '../series/series-key.ts';
import { isWildcard } from '../series/wildcard.ts';
import { keptKeys } from './kept-keys.ts';
import type { ReadPlan } from './read-plan.ts';

const BYTES_OF_A_SAMPLE = 8;

/** The number of series read for one period, and of those kept in full, plus one for their times. */
interface OfPeriod {
  readonly period: Period;
  series: number;
  kept: number;
  /** Of derived channels. */
  readonly held: Held[];
  /** Arrays that conditioning one of them takes besides. */
  steps: number;
}

/**
 * Bytes that following the plan takes besides the file itself: samples x series x 8 for everything kept in full, plus
 * the share of the largest period in the reader's own buffer. `readBuffer` is the most that the reader holds of a
 * period before delivering it, 0 for one that streams. An upper estimate; null if the header lacks the counts. A format
 * without a fixed list of series delivers each of them whole, so formulas hold them until the last one has arrived.
 */
export function planBytes(
  plan: ReadPlan,
  { samples, series }: Pick<HeaderFacts, 'samples' | 'series'>,
  readBuffer: number,
): number | null {
  const keep = keptKeys(plan);
  const periods = new Map<string, OfPeriod>();
  for (const [number, key] of plan.keys.entries()) {
    const count = countOf(key, series);
    if (count === null) return null;
    const group = groupOf(key.period, periods);
    const { channels = [] } = key;
    group.series += count + channels.flatMap(sourcesOf).length;
    if (keep.has(number)) group.kept += keptArrays(key, count, group.kept === 0);
    group.held.push(...heldFor(key, series !== null));
    group.steps = Math.max(group.steps, arraysOfSteps(channels));
  }
  let kept = 0;
  let buffer = 0;
  const held: HeldBytes[] = [];
  for (const { period, series: read, kept: keptSeries, held: own, steps } of periods.values()) {
    const each = bytesOfSeries(period, samples);
    if (each === null) return null;
    kept += each * keptSeries;
    buffer = Math.max(buffer, Math.min(readBuffer, each * read));
    const most = own.reduce((largest, one) => Math.max(largest, arraysIn([one])), 0);
    held.push({ all: each * arraysIn(own), largest: each * most, steps: each * steps });
  }
  return kept + buffer + heldBytes(held);
}

interface HeldBytes {
  readonly all: number;
  /** What a single channel needs is held in one pass. */
  readonly largest: number;
  readonly steps: number;
}

function heldBytes(periods: readonly HeldBytes[]): number {
  const all = periods.reduce((sum, one) => sum + one.all, 0);
  const largest = periods.reduce((most, one) => Math.max(most, one.largest), 0);
  const steps = periods.reduce((most, one) => Math.max(most, one.steps), 0);
  return Math.min(all, Math.max(MOST_HELD, largest)) + steps;
}

function heldFor({ variable, channels = [] }: SeriesKey, streams: boolean): Held[] {
  const names = isWildcard(variable)
    ? wildcardChannels(channels, variable).map(({ name }) => name)
    : [variable];
  return channels.length === 0 ? [] : names.map((name) => heldForChannel(name, channels, streams));
}

/** Series that are kept in full, with their times unless those of the period are kept already. */
function keptArrays({ variable, channels = [] }: SeriesKey, count: number, isFirst: boolean): number {
  if (ownStep(variable, channels) !== null) return 2 * MOST_RESAMPLED;
  return count + (isFirst ? 1 : 0);
}

function groupOf(period: Period, periods: Map<string, OfPeriod>): OfPeriod {
  const text = periodText(period);
  const known = periods.get(text);
  if (known !== undefined) return known;
  const group: OfPeriod = { period, series: 0, kept: 0, held: [], steps: 0 };
  periods.set(text, group);
  return group;
}

function countOf({ variable, channels = [] }: SeriesKey, series: number | null): number | null {
  if (!isWildcard(variable)) return 1;
  return series === null ? null : series + channels.length;
}

/** Part of the simulation may be all of it. */
function bytesOfSeries({ kind }: Period, samples: number | null): number | null {
  if (kind === 'instant' || kind === 'static') return BYTES_OF_A_SAMPLE;
  return samples === null ? null : samples * BYTES_OF_A_SAMPLE;
}

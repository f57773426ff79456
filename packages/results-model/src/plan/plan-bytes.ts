import { MOST_RESAMPLED } from '../derived/condition.ts';
import { ownStep, wildcardChannels } from '../derived/definition-order.ts';
import {
  ARRAYS_OF_STEPS,
  arraysIn,
  type Held,
  heldFor as heldForChannel,
  MOST_HELD,
} from '../derived/whole-series.ts';
import type { HeaderFacts } from '../reader/reader.ts';
import { type Period, periodText } from '../series/period.ts';
import type { SeriesKey } from '../series/series-key.ts';
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
    group.series += count;
    if (keep.has(number)) group.kept += (count + (group.kept === 0 ? 1 : 0)) * lengthOf(key);
    group.held.push(...heldFor(key, series !== null));
  }
  let kept = 0;
  let buffer = 0;
  const held: { readonly bytes: number; readonly largest: number }[] = [];
  for (const { period, series: read, kept: keptSeries, held: own } of periods.values()) {
    const each = bytesOfSeries(period, samples);
    if (each === null) return null;
    kept += each * keptSeries;
    buffer = Math.max(buffer, Math.min(readBuffer, each * read));
    held.push({ bytes: each * arraysIn(own), largest: each * largestOf(own) });
  }
  return kept + buffer + heldBytes(held);
}

/** Derived channels are held in several passes; what a single one needs is held at once, with the arrays of its steps. */
function heldBytes(periods: readonly { readonly bytes: number; readonly largest: number }[]): number {
  const all = periods.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = periods.reduce((most, one) => Math.max(most, one.largest), 0);
  return Math.min(all + largest, Math.max(MOST_HELD, largest) + largest);
}

/** Twice what the largest takes: its series, then the arrays of its steps. */
function largestOf(held: readonly Held[]): number {
  return held.reduce(
    (most, one) => Math.max(most, one.size === 0 ? 0 : arraysIn([one]) + ARRAYS_OF_STEPS),
    0,
  );
}

function heldFor({ variable, channels = [] }: SeriesKey, streams: boolean): Held[] {
  const names = variable === '*' ? wildcardChannels(channels).map(({ name }) => name) : [variable];
  return channels.length === 0 ? [] : names.map((name) => heldForChannel(name, channels, streams));
}

/** A resampled series may be longer than those of the file. */
function lengthOf({ variable, channels = [] }: SeriesKey): number {
  return ownStep(variable, channels) === null ? 1 : MOST_RESAMPLED;
}

function groupOf(period: Period, periods: Map<string, OfPeriod>): OfPeriod {
  const text = periodText(period);
  const known = periods.get(text);
  if (known !== undefined) return known;
  const group: OfPeriod = { period, series: 0, kept: 0, held: [] };
  periods.set(text, group);
  return group;
}

function countOf({ variable, channels = [] }: SeriesKey, series: number | null): number | null {
  if (variable !== '*') return 1;
  return series === null ? null : series + channels.length;
}

/** Part of the simulation may be all of it. */
function bytesOfSeries({ kind }: Period, samples: number | null): number | null {
  if (kind === 'instant' || kind === 'static') return BYTES_OF_A_SAMPLE;
  return samples === null ? null : samples * BYTES_OF_A_SAMPLE;
}

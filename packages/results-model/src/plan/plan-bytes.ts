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
}

/**
 * Bytes that following the plan takes besides the file itself: samples x series x 8 for everything kept in full, plus
 * the share of the largest period in the reader's own buffer. `readBuffer` is the most that the reader holds of a
 * period before delivering it, 0 for one that streams. An upper estimate; null if the header lacks the counts.
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
    if (keep.has(number)) group.kept += count + (group.kept === 0 ? 1 : 0);
  }
  let kept = 0;
  let buffer = 0;
  for (const { period, series: read, kept: keptSeries } of periods.values()) {
    const each = bytesOfSeries(period, samples);
    if (each === null) return null;
    kept += each * keptSeries;
    buffer = Math.max(buffer, Math.min(readBuffer, each * read));
  }
  return kept + buffer;
}

function groupOf(period: Period, periods: Map<string, OfPeriod>): OfPeriod {
  const text = periodText(period);
  const known = periods.get(text);
  if (known !== undefined) return known;
  const group = { period, series: 0, kept: 0 };
  periods.set(text, group);
  return group;
}

function countOf({ variable }: SeriesKey, series: number | null): number | null {
  return isWildcard(variable) ? series : 1;
}

/** Part of the simulation may be all of it. */
function bytesOfSeries({ kind }: Period, samples: number | null): number | null {
  if (kind === 'instant' || kind === 'static') return BYTES_OF_A_SAMPLE;
  return samples === null ? null : samples * BYTES_OF_A_SAMPLE;
}

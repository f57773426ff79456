import type { DerivedChannel } from '../derived/derived-channel.ts';
import { canonicalText } from '../reduction/canonical-text.ts';
import { type Reduction, reductionText } from '../reduction/reduction.ts';
import { type Period, periodText } from './period.ts';
import { type Position, positionText } from './position.ts';
import { samePlain } from './same-plain.ts';
import { type Transform, transformText } from './transform.ts';

/** A request for series of a file, without the period. A `variable` that is a pattern requests every series that matches. */
export interface SeriesRequest {
  readonly object: string | null;
  readonly variable: string;
  readonly at: Position | null;
  /** Of a pattern: names and patterns of series that it does not stand for; absent if there are none. */
  readonly except?: readonly string[];
  /**
   * For a derived channel: its definition, after those that it is computed from; for a pattern those of all derived channels.
   * Absent if the variable is one of the file's own.
   */
  readonly channels?: readonly DerivedChannel[];
  /** Other names that may have been meant, for a suggestion if the file has no such series. */
  readonly alsoKnown?: readonly string[];
}

/** The identity of one series: equal keys are read once, whatever their transform. */
export interface SeriesKey extends SeriesRequest {
  readonly period: Period;
  /** Applied to every sample before anything is computed; absent if the samples are used unchanged. */
  readonly transform?: Transform;
  /** What the samples are reduced to besides their statistics; absent if nothing else is requested. */
  readonly reductions?: readonly Reduction[];
}

/** A canonical text of a key, equal exactly if the keys are equal; for maps, not for people. */
export function seriesKeyText(key: SeriesKey): string {
  return JSON.stringify([
    key.object,
    key.variable,
    key.at === null ? null : positionText(key.at),
    periodText(key.period),
    ...(key.transform === undefined ? [] : [transformText(key.transform)]),
    ...(key.reductions === undefined ? [] : [key.reductions.map(reductionText)]),
    ...(key.except === undefined ? [] : [{ except: key.except }]),
    ...(key.channels === undefined ? [] : [{ channels: canonicalText(key.channels) }]),
  ]);
}

/** Whether two keys have the same canonical text, without building it. */
export function sameSeriesKey(a: SeriesKey, b: SeriesKey): boolean {
  return (
    a.object === b.object &&
    a.variable === b.variable &&
    (a.at === null ? null : positionText(a.at)) === (b.at === null ? null : positionText(b.at)) &&
    periodText(a.period) === periodText(b.period) &&
    (a.transform && transformText(a.transform)) === (b.transform && transformText(b.transform)) &&
    sameReductions(a.reductions ?? [], b.reductions ?? []) &&
    JSON.stringify(a.except) === JSON.stringify(b.except) &&
    samePlain(a.channels, b.channels)
  );
}

function sameReductions(a: readonly Reduction[], b: readonly Reduction[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => sameReduction(one, b[i])));
}

function sameReduction(a: Reduction, b: Reduction | undefined): boolean {
  return b !== undefined && a.kind === b.kind && reductionText(a) === reductionText(b);
}

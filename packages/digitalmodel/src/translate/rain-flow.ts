import type { Analysis, Edges } from '@ballast/results-model';
import { at, flagAt, isNothing, itemsAt, numberAt, type Place, wrong } from './place.ts';

const MOST_BINS = 1000;
const DEFAULT_BINS = 10;
const FINITE = { least: -Number.MAX_VALUE, most: Number.MAX_VALUE };

/** Counts of rainflow ranges of the time series; null unless `histogram` asks for them. */
export function rainFlowOf(root: Place): Analysis | null {
  const postprocess = at(root, 'orcaflex', 'postprocess');
  const wanted = [
    at(postprocess, 'time_series', 'histogram'),
    at(root, 'time_series_settings', 'histogram'),
    at(root, 'time_series_settings_master', 'histogram'),
  ];
  if (!wanted.some(isOn)) return null;
  const ranges = rangesAt(at(postprocess, 'rain_flow'));
  if (ranges === null) return null;
  return { kind: 'rainflow', residue: 'half', ends: true, markov: { ranges, means: { count: 1 } } };
}

/** `histogram: True` or `histogram: { flag: True }`. */
function isOn(place: Place): boolean {
  return flagAt(place.value?.kind === 'mapping' ? at(place, 'flag') : place, false);
}

/** Equal bins between two ends, or over the span of each file. */
function rangesAt(place: Place): Edges | null {
  const words = `a number of bins from 1 to ${MOST_BINS}`;
  const count = numberAt(at(place, 'bins'), words, { least: 1, most: MOST_BINS }) ?? DEFAULT_BINS;
  if (!Number.isInteger(count)) return wrong(at(place, 'bins'), words);
  const range = at(place, 'range');
  if (isNothing(range)) return { count };
  const ends = itemsAt(range).map((item) => numberAt(item, 'a number', FINITE));
  const [from = null, to = null] = ends;
  if (from === null || to === null || from >= to || ends.length !== 2)
    return wrong(range, '[lower, upper] of the bins');
  return {
    edges: Array.from({ length: count + 1 }, (_, i) => (i === count ? to : from + ((to - from) * i) / count)),
  };
}

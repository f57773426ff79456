import type { Along, Position } from '@ballast/results-model';
import { arcLengthsAt, extraAt, pointAt } from './column-values.ts';
import { warning } from './notes.ts';
import { at, isNothing, numberAt, type Place, wrong } from './place.ts';

/** The part of a line that a range graph covers; null for all of it. */
export function alongOf(place: Place): Along | null {
  const extra = at(place, 'objectExtra');
  const sections = extraAt(extra);
  if (sections?.kind === 'sections') return sections;
  const lengths = at(place, 'ArcLength');
  const range = arcLengthsAt(lengths);
  const position = sections?.position ?? (range !== null && !('from' in range) ? range : null);
  if (position !== null && position.kind !== 'arclength') {
    return wrong(isNothing(extra) ? lengths : extra, 'arc lengths or sections for a Range Graph');
  }
  if (range === null || 'from' in range) return range;
  return range.kind === 'arclength'
    ? { kind: 'arclength', from: range.arclength, to: range.arclength }
    : null;
}

/** The position of a series on its object; an end or the touchdown takes precedence over an arc length. */
export function positionOf(place: Place, variable: string): Position | null {
  const extraPlace = at(place, 'objectExtra');
  const extra = extraAt(extraPlace);
  if (extra?.kind === 'position') return extra.position;
  if (extra !== null)
    return wrong(extraPlace, '[End A], [End B] or [Touchdown]: sections are for Range Graph');
  const lengths = at(place, 'ArcLength');
  const where = arcLengthsAt(lengths);
  if (where !== null && !('from' in where)) return where;
  if (where?.kind === 'arclength') {
    const arclength = where.from ?? 0;
    const found = `two; the first, ${arclength}, is used`;
    const expected = 'one arc length (two are for Range Graph)';
    warning(place.notes, lengths.origin, { path: lengths.path, expected, found });
    return { kind: 'arclength', arclength };
  }
  return supportOf(place, variable) ?? pointOf(place);
}

function supportOf(place: Place, variable: string): Position | null {
  if (!variable.includes('Support')) return null;
  const index = at(place, 'SupportIndex');
  const words = 'the number of a support (SupportIndex), 1 or more';
  if (isNothing(index)) return wrong(index, words);
  const support = numberAt(index, words, { least: 1, most: 1e6 });
  return support === null ? null : { kind: 'support', index: support };
}

function pointOf(place: Place): Position | null {
  const point = pointAt(at(place, 'Position'));
  if (point === null) return null;
  const [x, y, z] = point;
  return { kind: 'point', x, y, z };
}

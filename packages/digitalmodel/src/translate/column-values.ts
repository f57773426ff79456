import { nearest } from '@ballast/config';
import { type Along, type Period, type Position, type Transform, WHOLE } from '@ballast/results-model';
import { at, isNothing, itemsAt, numberAt, type Place, wrong } from './place.ts';

// The values of one column, each in every form that configurations use.

const PERIODS: Readonly<Record<string, Period>> = {
  StaticState: { kind: 'static' },
  WholeSimulation: WHOLE,
  LatestWave: { kind: 'latest-wave' },
};
const PERIOD_WORDS = '[start, end], [time], StaticState, WholeSimulation or LatestWave';
const FINITE = { least: -Number.MAX_VALUE, most: Number.MAX_VALUE };

/** The part of the simulation; the whole simulation if none is named, a stage for a number. */
export function periodAt(place: Place): Period {
  if (isNothing(place)) return WHOLE;
  const { value } = place;
  if (value?.kind === 'scalar') {
    if (typeof value.value === 'number' && Number.isInteger(value.value) && value.value >= 0) {
      return { kind: 'stage', stage: value.value };
    }
    const word = String(value.value);
    const named = Object.hasOwn(PERIODS, word) ? PERIODS[word] : undefined;
    if (named !== undefined) return named;
    const near = nearest(word, Object.keys(PERIODS));
    return wrong(place, PERIOD_WORDS, near === null ? undefined : `did you mean \`${near}\`?`) ?? WHOLE;
  }
  const items = itemsAt(place);
  const words = 'a time in seconds, or null for the start or end of the simulation';
  const [from = null, to = null] = items.map((item) => numberAt(item, words, FINITE));
  if (items.length === 1 && from !== null) return { kind: 'instant', time: from };
  if (items.length !== 2) return wrong(place, PERIOD_WORDS) ?? WHOLE;
  if (from !== null && to !== null && from > to) {
    return wrong(place, 'a period that ends no earlier than it starts', `[${to}, ${from}]`) ?? WHOLE;
  }
  return { kind: 'range', from, to };
}

/** A position on an object, or sections of a line for range graphs. */
export type Extra =
  | { readonly kind: 'position'; readonly position: Position }
  | { readonly kind: 'sections'; readonly from: number; readonly to: number };

const EXTRA_WORDS = '[End A], [End B], [Touchdown] or [Section, [first, last]]';

export function extraAt(place: Place): Extra | null {
  const items = place.value?.kind === 'list' ? itemsAt(place) : [place];
  const [first, second, ...rest] = items;
  if (isNothing(place) || first === undefined || (isNothing(first) && second === undefined)) return null;
  const word = first.value?.kind === 'scalar' ? String(first.value.value).trim().toLowerCase() : '';
  if (word === 'section' && second !== undefined && rest.length === 0) return sectionsAt(second);
  const position = positionNamed(word);
  if (position !== null && second === undefined) return { kind: 'position', position };
  return wrong(place, EXTRA_WORDS);
}

function positionNamed(word: string): Position | null {
  if (/^end ?a$/i.test(word)) return { kind: 'end', end: 'A' };
  if (/^end ?b$/i.test(word)) return { kind: 'end', end: 'B' };
  return /^touchdown$/i.test(word) ? { kind: 'touchdown' } : null;
}

function sectionsAt(place: Place): Extra | null {
  const items = place.value?.kind === 'list' ? itemsAt(place) : [place];
  const words = 'the number of a section, 1 or more';
  const [from = null, to = from] = items.map((item) => numberAt(item, words, { least: 1, most: 1e6 }));
  if (from === null || to === null) return items.length === 0 ? wrong(place, words) : null;
  if (items.length > 2 || from > to || !Number.isInteger(from) || !Number.isInteger(to)) {
    return wrong(place, 'one section, or the first and the last of several');
  }
  return { kind: 'sections', from, to };
}

/** Arc lengths in the length unit of the model: none, one, or the ends of a range. */
export function arcLengthsAt(place: Place): Position | Along | null {
  const { value } = place;
  if (isNothing(place) || (value?.kind === 'list' && value.items.length === 0)) return null;
  if (value?.kind === 'scalar' && typeof value.value === 'string') {
    return positionNamed(value.value.trim()) ?? wrong(place, 'one or two arc lengths in a list');
  }
  const items = value?.kind === 'list' ? itemsAt(place) : [place];
  const words = 'an arc length of 0 or more';
  const lengths = items.map((item) => numberAt(item, words, { least: 0, most: Number.MAX_VALUE }));
  const [from = null, to = null] = lengths;
  if (items.length === 1 && from !== null) return { kind: 'arclength', arclength: from };
  if (items.length !== 2 || (from !== null && to !== null && from > to)) {
    return wrong(place, 'one arc length, or the lesser and the greater of two');
  }
  return { kind: 'arclength', from, to };
}

/** A point of an object as x, y, z; null for its origin. */
export function pointAt(place: Place): readonly [number, number, number] | null {
  if (isNothing(place)) return null;
  const items = itemsAt(place);
  const [x = null, y = null, z = null] = items.map((item) => numberAt(item, 'a coordinate', FINITE));
  if (items.length !== 3 || x === null || y === null || z === null) return wrong(place, '[x, y, z]');
  return x === 0 && y === 0 && z === 0 ? null : [x, y, z];
}

/** The root of a variable that is given squared, then `scale` and `shift`. */
export function transformAt(place: Place, variable: string): Transform | null {
  const sqrt = variable.toLowerCase() === 'api std 2rd method 1';
  if (isNothing(place)) return sqrt ? { sqrt, factor: 1, offset: 0 } : null;
  const type = at(place, 'type');
  const word = type.value?.kind === 'scalar' ? type.value.value : null;
  if (place.value?.kind !== 'mapping' || (!isNothing(type) && word !== 'linear')) {
    return wrong(isNothing(type) ? place : type, '{ type: linear, scale: factor, shift: offset }');
  }
  const factor = numberAt(at(place, 'scale'), 'a factor', FINITE) ?? 1;
  const offset = numberAt(at(place, 'shift'), 'an offset', FINITE) ?? 0;
  return sqrt || factor !== 1 || offset !== 0 ? { sqrt, factor, offset } : null;
}

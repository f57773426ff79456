import { inWords, type Located, type Origin, plain, type Step } from '@ballast/config/yaml';
import { type Notes, problem } from './notes.ts';

/** One place of a configuration, whether something is written there or not. */
export interface Place {
  readonly path: readonly Step[];
  /** Undefined if nothing is written. */
  readonly value: Located | undefined;
  /** Origin of the key, or of the innermost value around it. */
  readonly origin: Origin;
  readonly notes: Notes;
}

export function rootPlace(root: Located, notes: Notes): Place {
  return { path: [], value: root, origin: root.origin, notes };
}

export function at(place: Place, ...keys: readonly string[]): Place {
  let here = place;
  for (const key of keys) {
    const entry = here.value?.kind === 'mapping' ? here.value.entries.get(key) : undefined;
    here = {
      ...here,
      path: [...here.path, key],
      value: entry?.value,
      origin: entry?.keyOrigin ?? here.origin,
    };
  }
  return here;
}

/** The items of a list; none for anything else. */
export function itemsAt(place: Place): readonly Place[] {
  if (place.value?.kind !== 'list') return [];
  return place.value.items.map((value, i) => ({
    ...place,
    path: [...place.path, i],
    value,
    origin: value.origin,
  }));
}

export function isNothing({ value }: Place): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null);
}

/** Notes that something else was expected here. */
export function wrong(place: Place, expected: string, hint?: string): null {
  const found = inWords(place.value === undefined ? undefined : plain(place.value));
  problem(place.notes, place.value?.origin ?? place.origin, { path: place.path, expected, found, hint });
  return null;
}

/** A text, or null if nothing or something else is written; numbers are taken as written. */
export function textAt(place: Place, expected: string): string | null {
  if (isNothing(place)) return null;
  const { value } = place;
  if (value?.kind === 'scalar' && (typeof value.value === 'string' || typeof value.value === 'number')) {
    const text = String(value.value).trim();
    if (text !== '') return text;
  }
  return wrong(place, expected);
}

export function numberAt(
  place: Place,
  expected: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  if (isNothing(place)) return null;
  const value = place.value?.kind === 'scalar' ? place.value.value : null;
  return typeof value === 'number' && value >= least && value <= most ? value : wrong(place, expected);
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/** A flag in the notation of YAML 1.1 or Python; the default if nothing is written. */
export function flagAt(place: Place, otherwise: boolean): boolean {
  if (isNothing(place)) return otherwise;
  const value = place.value?.kind === 'scalar' ? place.value.value : null;
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  const word = typeof value === 'string' ? FLAGS.get(value.toLowerCase()) : undefined;
  return word ?? wrong(place, 'True or False') ?? otherwise;
}

/** Texts in a list; a single text may be written without a list. */
export function textsAt(place: Place, expected: string): readonly string[] {
  const places = place.value?.kind === 'list' ? itemsAt(place) : [place];
  return places.map((one) => textAt(one, expected)).filter((text) => text !== null);
}

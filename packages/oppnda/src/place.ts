import type { ConfigIssue } from '@ballast/config';
import { inWords, type Located, mistakeAt, type Origin, plain, type Step } from '@ballast/config/yaml';

/** Mistakes and remarks, with their places in the configuration. */
export interface Notes {
  readonly problems: ConfigIssue[];
  readonly warnings: ConfigIssue[];
}

/** One place of a configuration, whether something is written there or not. */
export interface Place {
  readonly path: readonly Step[];
  readonly value: Located | undefined;
  readonly origin: Origin;
  readonly notes: Notes;
}

export function at(place: Place, ...keys: readonly string[]): Place {
  let here = place;
  for (const key of keys) {
    const entry = here.value?.kind === 'mapping' ? here.value.entries.get(key) : undefined;
    const path = [...here.path, key];
    here = { ...here, path, value: entry?.value, origin: entry?.keyOrigin ?? here.origin };
  }
  return here;
}

export function itemsAt(place: Place): readonly Place[] {
  if (place.value?.kind !== 'list') return [];
  return place.value.items.map((value, i) => ({
    ...place,
    path: [...place.path, i],
    value,
    origin: value.origin,
  }));
}

/** The keys of a mapping, each with its place. */
export function entriesAt(place: Place): readonly (readonly [key: string, place: Place])[] {
  if (place.value?.kind !== 'mapping') return [];
  return [...place.value.entries.keys()].map((key) => [key, at(place, key)]);
}

/** Notes that something else was expected. */
export function wrong(place: Place, expected: string): null {
  const found = place.value === undefined ? 'nothing' : inWords(plain(place.value));
  place.notes.problems.push(
    mistakeAt(place.value?.origin ?? place.origin, { path: place.path, expected, found }),
  );
  return null;
}

/** A remark: what is there has no effect, or another one. */
export function remark(place: Place, expected: string, found: string): void {
  place.notes.warnings.push(mistakeAt(place.origin, { path: place.path, expected, found }));
}

/** Null if nothing is written. */
export function textAt(place: Place, expected: string): string | null {
  if (place.value === undefined) return null;
  const value = place.value.kind === 'scalar' ? place.value.value : null;
  return typeof value === 'string' && value !== '' ? value : wrong(place, expected);
}

export function wholeAt(place: Place, expected: string): number | null {
  if (place.value === undefined) return null;
  const value = place.value.kind === 'scalar' ? place.value.value : null;
  return typeof value === 'number' && Number.isInteger(value) ? value : wrong(place, expected);
}

export function flagAt(place: Place, otherwise: boolean): boolean {
  if (place.value === undefined) return otherwise;
  const value = place.value.kind === 'scalar' ? place.value.value : null;
  return typeof value === 'boolean' ? value : (wrong(place, 'true or false') ?? otherwise);
}

export function textsAt(place: Place, expected: string): readonly string[] {
  if (place.value !== undefined && place.value.kind !== 'list') wrong(place, expected);
  return itemsAt(place)
    .map((one) => textAt(one, expected))
    .filter((text) => text !== null);
}

/** Keys that have no effect here are remarked on. */
export function remarkOnOthers(place: Place, known: readonly string[]): void {
  for (const [key, own] of entriesAt(place)) {
    if (known.includes(key)) continue;
    remark(own, `one of the keys ${known.join(', ')}`, 'a key without an equivalent, which is ignored');
  }
}

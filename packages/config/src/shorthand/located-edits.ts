import type { Origin } from '../mistake.ts';
import type { Entry, Located } from '../yaml/located.ts';

type Mapping = Extract<Located, { kind: 'mapping' }>;

export function scalar(value: string | number, origin: Origin): Located {
  return { kind: 'scalar', value, origin };
}

export function list(items: readonly Located[], origin: Origin): Located {
  return { kind: 'list', items, origin };
}

/** A mapping whose keys were not written: they have the position of the value that they came from. */
export function mapping(values: Readonly<Record<string, Located>>, origin: Origin): Mapping {
  const entries = Object.entries(values).map(([key, value]): [string, Entry] => [
    key,
    { keyOrigin: origin, value },
  ]);
  return { kind: 'mapping', entries: new Map(entries), origin };
}

export function isText(located: Located | undefined): located is Extract<Located, { kind: 'scalar' }> & {
  readonly value: string;
} {
  return located?.kind === 'scalar' && typeof located.value === 'string';
}

/** The value of a key changed; unchanged without the key, or if the whole is not a mapping. */
export function changed(whole: Located, key: string, change: (value: Located) => Located): Located {
  if (whole.kind !== 'mapping') return whole;
  const entry = whole.entries.get(key);
  if (entry === undefined) return whole;
  const value = change(entry.value);
  if (value === entry.value) return whole;
  return { ...whole, entries: new Map([...whole.entries, [key, { ...entry, value }]]) };
}

/** A key with its value added in front, unless it is there. */
export function withDefault(whole: Located, key: string, value: Located): Located {
  if (whole.kind !== 'mapping' || whole.entries.has(key)) return whole;
  return { ...whole, entries: new Map([[key, { keyOrigin: value.origin, value }], ...whole.entries]) };
}

/** A key under its proper name, in its place; unchanged if the mapping has the proper one as well. */
export function renamed(whole: Located, key: string, proper: string): Located {
  if (whole.kind !== 'mapping' || !whole.entries.has(key) || whole.entries.has(proper)) return whole;
  const entries = [...whole.entries].map(([own, entry]): [string, Entry] => [
    own === key ? proper : own,
    entry,
  ]);
  return { ...whole, entries: new Map(entries) };
}

/** One value in place of a list is a list of it. */
export function listOf(located: Located): Located {
  return isText(located) ? list([located], located.origin) : located;
}

export function eachOf(located: Located, change: (item: Located) => Located): Located {
  return located.kind === 'list' ? { ...located, items: located.items.map(change) } : located;
}

import type { Entry, Located, Origin } from '@ballast/config/yaml';

/**
 * `over` merged over `base`: mappings merge key by key at every depth; lists and scalars are replaced whole; null replaces
 * a mapping; an empty mapping changes nothing. Changes neither of them; unchanged parts are shared.
 */
export function merged(base: Located, over: Located): Located {
  if (over.kind !== 'mapping') return over;
  if (over.entries.size === 0) return base;
  if (base.kind !== 'mapping') return over;
  const entries = new Map<string, Entry>(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(key, below === undefined ? entry : { ...entry, value: merged(below.value, entry.value) });
  }
  return { kind: 'mapping', origin: over.origin, entries };
}

/**
 * YAML 1.1 merge keys: `<<: *anchor` and `<<: [*a, *b]` add the keys that the mapping itself does not have; the first of
 * several mappings wins.
 */
export function withMergeKeys(located: Located): Located {
  if (located.kind === 'scalar') return located;
  if (located.kind === 'list') return { ...located, items: located.items.map(withMergeKeys) };
  const entries = new Map<string, Entry>();
  for (const [key, entry] of located.entries) {
    if (key !== '<<') entries.set(key, { ...entry, value: withMergeKeys(entry.value) });
  }
  const brought = located.entries.get('<<')?.value;
  for (const one of brought === undefined ? [] : brought.kind === 'list' ? brought.items : [brought]) {
    const inner = withMergeKeys(one);
    if (inner.kind !== 'mapping') continue;
    for (const [key, entry] of inner.entries) if (!entries.has(key)) entries.set(key, entry);
  }
  return { ...located, entries };
}

/** A plain value with its origin. */
export function locatedAt(origin: Origin, value: unknown): Located {
  if (Array.isArray(value)) {
    return { kind: 'list', origin, items: value.map((item) => locatedAt(origin, item)) };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = new Map<string, Entry>();
    for (const [key, inner] of Object.entries(value)) {
      entries.set(key, { keyOrigin: origin, value: locatedAt(origin, inner) });
    }
    return { kind: 'mapping', origin, entries };
  }
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', origin, value: known ? value : null };
}

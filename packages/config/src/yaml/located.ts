import type { Origin } from '../mistake.ts';
import type { Step } from '../text/path.ts';

export interface Entry {
  readonly keyOrigin: Origin;
  readonly value: Located;
}

/** A YAML value with its position. Aliases share the value of their anchor. Immutable. */
export type Located =
  | { readonly kind: 'mapping'; readonly origin: Origin; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: 'list'; readonly origin: Origin; readonly items: readonly Located[] }
  | {
      readonly kind: 'scalar';
      readonly origin: Origin;
      readonly value: string | number | boolean | null;
      /** Characters from the origin to the first one of the text, if the file has the text on one line as it is. */
      readonly textFrom?: number;
    };

/** The plain value. Mappings have no prototype, so no key of a file has a meaning in JavaScript. */
export function plain(located: Located): unknown {
  switch (located.kind) {
    case 'scalar':
      return located.value;
    case 'list':
      return located.items.map(plain);
    case 'mapping': {
      const result = Object.create(null) as Record<string, unknown>;
      for (const [key, entry] of located.entries) result[key] = plain(entry.value);
      return result;
    }
  }
}

/** The value at a path; undefined if the path has none. */
export function valueAt(root: Located, path: readonly Step[]): Located | undefined {
  let here: Located | undefined = root;
  for (const step of path) here = here === undefined ? undefined : child(here, step);
  return here;
}

export function child(located: Located, step: Step): Located | undefined {
  if (located.kind === 'mapping') return located.entries.get(String(step))?.value;
  return located.kind === 'list' && typeof step === 'number' ? located.items[step] : undefined;
}

/** The position of a character in a text value; of the value itself unless the file has the text as it is. */
export function originWithin(root: Located, path: readonly Step[], offset: number): Origin {
  const origin = originOf(root, path, 'value');
  const located = valueAt(root, path);
  if (located?.kind !== 'scalar' || located.textFrom === undefined || origin.kind !== 'file') return origin;
  return { ...origin, column: origin.column + located.textFrom + offset };
}

/** The position of a path; for a missing value, that of the innermost value around it. */
export function originOf(root: Located, path: readonly Step[], blame: 'key' | 'value'): Origin {
  let here = root;
  for (const [i, step] of path.entries()) {
    if (blame === 'key' && i === path.length - 1 && here.kind === 'mapping') {
      return here.entries.get(String(step))?.keyOrigin ?? here.origin;
    }
    const next = child(here, step);
    if (next === undefined) return here.origin;
    here = next;
  }
  return here.origin;
}

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * How one value becomes another: `v` replaces it; `o` has patches of an object's fields, and `d` the fields that are gone; `n` is
 * the new length of an array, of which `i` names the changed places, `e` has their new values, and `a` what is added at the end.
 */
export type Patch =
  | { readonly v: Json }
  | { readonly o: Readonly<Record<string, Patch>>; readonly d?: readonly string[] }
  | {
      readonly n: number;
      readonly i?: readonly number[];
      readonly e?: readonly Json[];
      readonly a?: readonly Json[];
    };

/** What turns `before` into `after`; null if they are equal. Columns of many numbers cost only what has changed in them. */
export function patchOf(before: Json | undefined, after: Json): Patch | null {
  if (Array.isArray(before) && Array.isArray(after)) return patchOfArray(before, after);
  if (isObject(before) && isObject(after)) return patchOfObject(before, after);
  return before === after ? null : { v: after };
}

/** `before` with the changes of a patch; `before` itself stays as it was. */
export function patched(before: Json | undefined, patch: Patch): Json {
  if ('v' in patch) return patch.v;
  if ('o' in patch) {
    const had: Fields = isObject(before) ? before : {};
    const fields: Record<string, Json> = { ...had };
    for (const [key, change] of Object.entries(patch.o)) {
      put(fields, key, patched(Object.hasOwn(had, key) ? had[key] : undefined, change));
    }
    for (const key of patch.d ?? []) delete fields[key];
    return fields;
  }
  const items = Array.isArray(before) ? before.slice(0, patch.n) : [];
  for (const [k, place] of (patch.i ?? []).entries()) items[place] = patch.e?.[k] ?? null;
  for (const item of patch.a ?? []) items.push(item);
  return items;
}

/** A field named `__proto__` is a field like any other. */
function put(fields: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
}

type Fields = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function patchOfObject(before: Fields, after: Fields): Patch | null {
  const changes: Record<string, Patch> = Object.create(null) as Record<string, Patch>;
  let isChanged = false;
  for (const [key, value] of Object.entries(after)) {
    // Optional fields of our own types may be there and undefined, which JSON leaves out.
    if (value === undefined) continue;
    const change = patchOf(Object.hasOwn(before, key) ? before[key] : undefined, value);
    if (change === null) continue;
    changes[key] = change;
    isChanged = true;
  }
  const gone = Object.keys(before).filter(
    (key) => before[key] !== undefined && (!Object.hasOwn(after, key) || after[key] === undefined),
  );
  if (!isChanged && gone.length === 0) return null;
  return { o: changes, ...(gone.length === 0 ? {} : { d: gone }) };
}

function patchOfArray(before: readonly Json[], after: readonly Json[]): Patch | null {
  const common = Math.min(before.length, after.length);
  const places: number[] = [];
  for (let i = 0; i < common; i += 1) {
    if (patchOf(before[i], after[i] ?? null) !== null) places.push(i);
  }
  if (places.length === 0 && before.length === after.length) return null;
  // So much has changed that naming the places costs more than the values.
  if (places.length > common / 2) return { v: after };
  const added = after.slice(common);
  return {
    n: common,
    ...(places.length === 0 ? {} : { i: places, e: places.map((place) => after[place] ?? null) }),
    ...(added.length === 0 ? {} : { a: added }),
  };
}

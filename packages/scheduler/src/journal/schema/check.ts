/** What is wrong with a value, and in which of its fields: `outcome.end.exitCode`, or '' for the value itself. */
export interface Problem {
  readonly field: string;
  readonly problem: string;
}

/**
 * Null for a value of the type, otherwise its first problem. Journals have very many lines: a check of a sound value
 * allocates nothing.
 */
export interface Check<Value> {
  (value: unknown): Problem | null;
  /** For the compiler alone: keeps a check of one type from passing as a check of another. */
  readonly of?: (value: Value) => Value;
}

interface Optional<Value> {
  readonly optional: Check<Value>;
}

/** One check for each field, an optional one exactly where the type has an optional field. */
export type Fields<Shape> = {
  readonly [Key in keyof Shape]-?: Record<never, never> extends Pick<Shape, Key>
    ? Optional<Exclude<Shape[Key], undefined>>
    : Check<Shape[Key]>;
};

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field may be absent. */
export function optional<Value>(check: Check<Value>): Optional<Value> {
  return { optional: check };
}

/** An object; fields that are not named are ignored. */
export function object<Shape>(fields: Fields<Shape>): Check<Shape> {
  const all = Object.entries<unknown>(fields) as [string, Check<unknown> | Optional<unknown>][];
  const checks = all.map(([key, check]) =>
    typeof check === 'function'
      ? { key, check, mayBeAbsent: false }
      : { key, check: check.optional, mayBeAbsent: true },
  );
  return (value) => {
    if (!isObject(value)) return expected('an object', value);
    for (const { key, check, mayBeAbsent } of checks) {
      const found = value[key];
      if (found === undefined && mayBeAbsent) continue;
      const problem = check(found);
      if (problem !== null) return within(key, problem);
    }
    return null;
  };
}

/** The fields of each member of a union, by its tag. */
export type Cases<Union, Tag extends keyof Union> = {
  readonly [Name in Union[Tag] & string]: Fields<Omit<Extract<Union, Record<Tag, Name>>, Tag>>;
};

/** An object whose field `tag` says which of the cases it is. */
export function tagged<Union, Tag extends keyof Union & string>(
  tag: Tag,
  cases: Cases<Union, Tag>,
): Check<Union> {
  const all = Object.entries<unknown>(cases) as [string, Fields<unknown>][];
  const known = new Map<unknown, Check<unknown>>(all.map(([name, fields]) => [name, object(fields)]));
  const names = [...known.keys()].join(', ');
  return (value) => {
    if (!isObject(value)) return expected('an object', value);
    const check = known.get(value[tag]);
    return check === undefined ? within(tag, expected(`one of ${names}`, value[tag])) : check(value);
  };
}

export function arrayOf<Item>(check: Check<Item>): Check<readonly Item[]> {
  return (value) => {
    if (!Array.isArray(value)) return expected('a list', value);
    for (let i = 0; i < value.length; i += 1) {
      const problem = check(value[i]);
      if (problem !== null) return within(String(i), problem);
    }
    return null;
  };
}

/** A list of exactly this many items. */
export function tupleOf<Items extends readonly unknown[]>(
  check: Check<Items[number]>,
  length: Items['length'],
): Check<Items> {
  const items = arrayOf(check);
  return (value) =>
    Array.isArray(value) && value.length !== length
      ? expected(`a list of ${length}`, `${value.length} items`)
      : items(value);
}

/** An object with any names of fields. */
export function recordOf<Value>(check: Check<Value>): Check<Readonly<Record<string, Value>>> {
  return (value) => {
    if (!isObject(value)) return expected('an object', value);
    for (const key of Object.keys(value)) {
      const problem = check(value[key]);
      if (problem !== null) return within(key, problem);
    }
    return null;
  };
}

export function nullable<Value>(check: Check<Value>): Check<Value | null> {
  return (value) => (value === null ? null : check(value));
}

/** A value that `test` accepts; `what` follows the word "expected". */
export function that<Value>(what: string, test: (value: unknown) => boolean): Check<Value> {
  return (value) => (test(value) ? null : expected(what, value));
}

export function exactly<Value extends string | number | boolean>(...values: readonly Value[]): Check<Value> {
  const known = new Set<unknown>(values);
  return that(values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`, (value) =>
    known.has(value),
  );
}

function within(key: string, { field, problem }: Problem): Problem {
  return { field: field === '' ? key : `${key}.${field}`, problem };
}

/** Longest text that a message quotes. */
const QUOTED = 40;

function expected(what: string, found: unknown): Problem {
  return { field: '', problem: `expected ${what}, found ${shown(found)}` };
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}

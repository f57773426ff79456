import { printable } from '@ballast/text';
import type { z } from 'zod';
import type { Finding } from '../mistake.ts';
import { homeOf, kindsWith, knownKeys, schemasAt } from '../schema/json/json-schema.ts';
import type { JsonSchema } from '../schema/json/json-schema-type.ts';
import { inWords } from '../text/in-words.ts';
import { nearest } from '../text/nearest.ts';
import { pathText, type Step } from '../text/path.ts';
import { MOST_MISTAKES } from '../yaml/limits.ts';

type ZodIssue = z.core.$ZodIssue;

/** Phrases the issues that zod found. `value` is the whole plain value that zod has checked. */
export function schemaFindings(issues: readonly ZodIssue[], value: unknown): readonly Finding[] {
  return issues.flatMap((zodIssue) => findingsOf(zodIssue, [], value));
}

/** `base`: the path of an issue inside a union is relative to the union. */
function findingsOf(zodIssue: ZodIssue, base: readonly Step[], value: unknown): readonly Finding[] {
  const path: readonly Step[] = [...base, ...zodIssue.path.map(step)];
  const found = follow(value, path);
  if (zodIssue.code === 'unrecognized_keys')
    return zodIssue.keys.slice(0, MOST_MISTAKES + 1).map((key) => unknownKey(path, key, found));
  if (zodIssue.code === 'invalid_key') {
    const expected = zodIssue.issues[0]?.message ?? zodIssue.message;
    return [{ path, expected, found: `the key \`${printable(String(path.at(-1)))}\``, blame: 'key' }];
  }
  if (zodIssue.code === 'invalid_union') {
    const branch = zodIssue.errors.find((errors) => !isOfOtherKind(errors, found));
    if (branch !== undefined) return branch.flatMap((inner) => findingsOf(inner, path, value));
  }
  return [
    {
      path,
      expected: zodIssue.message,
      found: customText(zodIssue, 'found') ?? inWords(found),
      hint: customText(zodIssue, 'hint') ?? hintFor(zodIssue, path, found),
      blame: 'value',
      offset: offsetIn(zodIssue),
    },
  ];
}

/** Where in a text our own check found the mistake. */
function offsetIn(zodIssue: ZodIssue): number | undefined {
  const offset: unknown = zodIssue.code === 'custom' ? zodIssue.params?.offset : undefined;
  return typeof offset === 'number' ? offset : undefined;
}

function unknownKey(path: readonly Step[], key: string, mapping: unknown): Finding {
  const known = knownKeys(path, mapping);
  const hint = hintForKey(path, key, known);
  const expected = `${known.length === 1 ? 'only the key' : 'one of the keys'} ${known.join(', ')}`;
  const found = `the key \`${printable(key)}\``;
  const where = path.length === 0 ? '' : ` in \`${pathText(path)}\``;
  const message = `Expected ${expected}${where}, found ${found}`;
  return { path: [...path, key], expected, found, message, hint, blame: 'key' };
}

function hintForKey(path: readonly Step[], key: string, known: readonly string[]): string | undefined {
  const near = nearest(key, known);
  if (near !== null) return `did you mean \`${near}\`?`;
  const [kind] = kindsWith(path, key);
  if (kind !== undefined) return `\`${printable(key)}\` goes with \`${kind}\``;
  const home = homeOf(key);
  return home === null ? undefined : `\`${printable(key)}\` belongs in \`${home}\``;
}

/** True for a branch of a union that accepts only another kind of value. */
function isOfOtherKind(errors: readonly ZodIssue[], found: unknown): boolean {
  const [only, ...others] = errors;
  if (only === undefined || others.length > 0 || only.path.length > 0) return false;
  if (only.code === 'invalid_type') return true;
  return only.code === 'invalid_value' && !only.values.some((value) => typeof value === typeof found);
}

function hintFor(zodIssue: ZodIssue, path: readonly Step[], found: unknown): string | undefined {
  if (found === undefined || found === null) return undefined;
  const schemas = schemasAt(path);
  if (schemas.some(({ items }) => items !== undefined && takes(items, found))) {
    return typeof found === 'object'
      ? 'start each element of a list with `- `'
      : `write a single element as a list: \`[${printable(JSON.stringify(found))}]\``;
  }
  if (zodIssue.code === 'invalid_union' && zodIssue.discriminator !== undefined) {
    return nearestValue(kindsAt(path), found);
  }
  if (zodIssue.code === 'invalid_value') return nearestValue(zodIssue.values, found);
  if (zodIssue.code === 'invalid_type' && zodIssue.expected === 'string' && typeof found === 'number') {
    const [example] = schemas.flatMap(({ examples = [] }) => examples);
    return example === undefined ? `put it in quotes: \`"${found}"\`` : `for example \`${String(example)}\``;
  }
  return undefined;
}

/** True if a value could be an element of a list with such items. */
function takes(items: JsonSchema, value: unknown): boolean {
  if (items.enum !== undefined) return items.enum.includes(value);
  return !Array.isArray(value) && [items.type].flat().includes(typeof value);
}

/** The values of a key that decides the kind of its mapping. */
function kindsAt(path: readonly Step[]): readonly unknown[] {
  return schemasAt(path).flatMap((schema) => (schema.const === undefined ? [] : [schema.const]));
}

function nearestValue(values: readonly unknown[], found: unknown): string | undefined {
  if (typeof found !== 'string') return undefined;
  const near = nearest(found, values.map(String));
  return near === null ? undefined : `did you mean \`${near}\`?`;
}

/** Our own sentences are longer than what they quote. */
const LONGEST_TEXT = 400;

/** What our own checks add to an issue of zod. */
function customText(zodIssue: ZodIssue, name: 'found' | 'hint'): string | undefined {
  if (zodIssue.code !== 'custom') return undefined;
  const text: unknown = zodIssue.params?.[name];
  return typeof text === 'string' ? printable(text, LONGEST_TEXT) : undefined;
}

function follow(value: unknown, path: readonly Step[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<Step, unknown>>)[key];
  }
  return here;
}

function step(key: PropertyKey): Step {
  return typeof key === 'symbol' ? String(key) : key;
}

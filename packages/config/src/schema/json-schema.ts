import { z } from 'zod';
import type { Step } from '../text/path.ts';
import { batchFileSchema } from './batch-schema.ts';

/** A JSON Schema, as far as this package looks into one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  /** Of what differs by one property that has a `const` in each. */
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
}

/** The JSON Schema (draft 7, which editors understand) of batch files, made from the schema that checks them. */
export function batchJsonSchema(): JsonSchema {
  return z.toJSONSchema(batchFileSchema, {
    io: 'input',
    target: 'draft-07',
    // zod leaves these out where a value is transformed, since they could be of either side; ours are as written.
    override: ({ zodSchema, jsonSchema }) => {
      const { default: byDefault, examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (byDefault !== undefined) jsonSchema.default = byDefault;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  }) as JsonSchema;
}

let cached: JsonSchema | undefined;

/** Every description of the value at a path; several where a union allows several. */
export function schemasAt(path: readonly Step[]): readonly JsonSchema[] {
  cached ??= batchJsonSchema();
  let here = alternatives(cached);
  for (const step of path) {
    here = here.flatMap((schema) => {
      const next = typeof step === 'number' ? schema.items : ownProperty(schema, step);
      return next === undefined ? [] : alternatives(next);
    });
  }
  return here;
}

/** The keys that the mapping at a path may have; `found`, where it is given, tells which of several kinds it is of. */
export function knownKeys(path: readonly Step[], found: unknown = undefined): readonly string[] {
  const schemas = schemasAt(path);
  const fitting = schemas.filter((schema) => isOfKind(schema, found));
  const keys = (fitting.length === 0 ? schemas : fitting).flatMap(({ properties = {} }) =>
    Object.keys(properties),
  );
  return [...new Set(keys)];
}

/** What makes a mapping at a path one that has the key, as `kind: data`; empty where its kind does not matter. */
export function kindsWith(path: readonly Step[], key: string): readonly string[] {
  return schemasAt(path).flatMap((schema) => {
    if (ownProperty(schema, key) === undefined) return [];
    return Object.entries(schema.properties ?? {}).flatMap(([name, { const: value }]) =>
      value === undefined ? [] : [`${name}: ${String(value)}`],
    );
  });
}

/** Whether every property with only one possible value has it in `found`, or may be left out and is. */
function isOfKind({ properties = {}, required = [] }: JsonSchema, found: unknown): boolean {
  if (typeof found !== 'object' || found === null) return true;
  return Object.entries(properties).every(([key, schema]) => {
    if (schema.const === undefined) return true;
    const value: unknown = Object.hasOwn(found, key)
      ? (found as Readonly<Record<string, unknown>>)[key]
      : undefined;
    return value === undefined ? !required.includes(key) : value === schema.const;
  });
}

/** The place where a key is known, as people write it (`tables[].columns[]`); null where there is none. */
export function homeOf(key: string): string | null {
  cached ??= batchJsonSchema();
  return search(cached, key, '');
}

function search(schema: JsonSchema, key: string, path: string): string | null {
  if (path !== '' && ownProperty(schema, key) !== undefined) return path;
  const inside = Object.entries(schema.properties ?? {}).map(
    ([name, next]) => [path === '' ? name : `${path}.${name}`, next] as const,
  );
  if (schema.items !== undefined) inside.push([`${path}[]`, schema.items]);
  for (const option of optionsOf(schema)) inside.push([path, option]);
  for (const [where, next] of inside) {
    const found = search(next, key, where);
    if (found !== null) return found;
  }
  return null;
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...optionsOf(schema).flatMap(alternatives)];
}

function optionsOf({ anyOf = [], oneOf = [] }: JsonSchema): readonly JsonSchema[] {
  return [...anyOf, ...oneOf];
}

function ownProperty(schema: JsonSchema, key: string): JsonSchema | undefined {
  const { properties } = schema;
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

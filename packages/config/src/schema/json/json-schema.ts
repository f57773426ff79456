import { z } from 'zod';
import type { Step } from '../../text/path.ts';
import { batchFileSchema } from '../batch-schema.ts';
import { withShorthand } from '../shorthand-schema.ts';
import type { JsonSchema } from './json-schema-type.ts';

/** The JSON Schema of batch files (draft 7, which editors support), generated from the schema that checks them. */
export function batchJsonSchema(): JsonSchema {
  return withShorthand(fullSchema());
}

/** Without the short forms: the schema of what is checked after they have been expanded. */
function fullSchema(): JsonSchema {
  return z.toJSONSchema(batchFileSchema, {
    io: 'input',
    target: 'draft-07',
    // zod omits these for a transformed value, since they could describe either side; ours describe the written value.
    override: ({ zodSchema, jsonSchema }) => {
      const { default: byDefault, examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (byDefault !== undefined) jsonSchema.default = byDefault;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  }) as JsonSchema;
}

let cached: JsonSchema | undefined;

/** Every schema of the value at a path; several for a union. */
export function schemasAt(path: readonly Step[]): readonly JsonSchema[] {
  cached ??= fullSchema();
  let here = alternatives(cached);
  for (const step of path) {
    here = here.flatMap((schema) => {
      const next =
        typeof step === 'number' ? schema.items : (ownProperty(schema, step) ?? anyProperty(schema));
      return next === undefined ? [] : alternatives(next);
    });
  }
  return here;
}

/** The keys that the mapping at a path may have; `found`, the mapping itself, selects one of several kinds. */
export function knownKeys(path: readonly Step[], found: unknown = undefined): readonly string[] {
  const schemas = schemasAt(path);
  const fitting = schemas.filter((schema) => isOfKind(schema, found));
  const keys = (fitting.length === 0 ? schemas : fitting).flatMap(({ properties = {} }) =>
    Object.keys(properties),
  );
  return [...new Set(keys)];
}

/** The kinds of the mapping at a path that have the key, such as `kind: data`; empty if the kind does not matter. */
export function kindsWith(path: readonly Step[], key: string): readonly string[] {
  return schemasAt(path).flatMap((schema) => {
    if (ownProperty(schema, key) === undefined) return [];
    return Object.entries(schema.properties ?? {}).flatMap(([name, { const: value }]) =>
      value === undefined ? [] : [`${name}: ${String(value)}`],
    );
  });
}

/** Whether every property with only one possible value has that value in `found`, or is optional and missing. */
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

/** The mapping that has a key, as people write it (`tables[].columns[]`); null if there is none. */
export function homeOf(key: string): string | null {
  cached ??= fullSchema();
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

function anyProperty({ additionalProperties: other }: JsonSchema): JsonSchema | undefined {
  return typeof other === 'object' ? other : undefined;
}

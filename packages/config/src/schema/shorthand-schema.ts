import { DEFAULT_OUTPUT } from '../shorthand/fill-in.ts';
import type { JsonSchema } from './json/json-schema-type.ts';
import { RUN_KINDS } from './loads/runs-schema.ts';

/** Keys that may be left out, and what they are then. */
const OPTIONAL: Readonly<Record<string, string>> = {
  version: 'Left out: the newest version, with a note.',
  batch: 'Left out: the name of this file without its ending.',
  reader: 'Left out: found by the contents of the inputs.',
  output: `Left out: ${DEFAULT_OUTPUT}.`,
};

/** What only a batch needs that has no task of its own; editors cannot tell, but `ballast run` does. */
const READ: readonly string[] = ['inputs', 'tables'];

const PATH = 'A folder, a file, or a pattern such as ./dlc/**/*.outb; ! in front excludes.';

/** Adds the short forms that `expanded` and `filledIn` accept to the schema of the full form. */
export function withShorthand(schema: JsonSchema): JsonSchema {
  const { required = [], properties = {} } = schema;
  const entries = Object.entries(properties).map(([key, own]): [string, JsonSchema] => [
    key,
    shortTop(key, own),
  ]);
  return {
    ...schema,
    properties: Object.fromEntries(entries),
    required: required.filter((key) => !Object.hasOwn(OPTIONAL, key) && !READ.includes(key)),
  };
}

function shortTop(key: string, schema: JsonSchema): JsonSchema {
  const left = Object.hasOwn(OPTIONAL, key) ? OPTIONAL[key] : undefined;
  if (left !== undefined) return { ...schema, description: `${String(schema.description)} ${left}` };
  if (key === 'inputs') {
    return withOptions(inEach(schema, { include: orOne, exclude: orOne }), [
      { type: 'string', minLength: 1, description: PATH },
      { type: 'array', minItems: 1, items: { type: 'string', minLength: 1, description: PATH } },
    ]);
  }
  if (key === 'formats') return orOne(schema);
  return key === 'tables' && schema.items !== undefined
    ? { ...schema, items: eachOption(schema.items, shortTable) }
    : schema;
}

/** `layout` may stand in place of `kind` for tables over runs. */
function withLayout(table: JsonSchema): JsonSchema {
  const { properties = {}, required = [] } = table;
  const { kind } = properties;
  if (kind === undefined || !RUN_KINDS.some((known) => known === kind.const)) return table;
  return {
    ...table,
    properties: { ...properties, layout: { ...kind, description: 'The same as kind.' } },
    required: required.filter((key) => key !== 'kind'),
  };
}

function shortTable(written: JsonSchema): JsonSchema {
  const table = withLayout(written);
  const { properties = {} } = table;
  const { columns } = properties;
  if (columns?.items === undefined) {
    const { formats } = properties;
    return formats === undefined || table === written
      ? table
      : { ...table, properties: { ...properties, formats: orOne(formats) } };
  }
  const bare: JsonSchema = { type: 'string', minLength: 1, description: 'Name of a channel or variable.' };
  const items: JsonSchema = {
    ...(columns.items.description === undefined ? {} : { description: columns.items.description }),
    anyOf: [bare, eachOption(columns.items, shortColumn)],
  };
  const { description } = columns;
  const short: JsonSchema = { description, anyOf: [{ ...columns, items }, bare] };
  const own = Object.hasOwn(properties, 'statistics') ? {} : sharedBy(columns.items);
  const formats = properties.formats === undefined ? {} : { formats: orOne(properties.formats) };
  return { ...table, properties: { ...properties, ...own, ...formats, columns: short } };
}

/** `statistics` and `period` of a table stand for those of its columns. */
function sharedBy(column: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const options = column.oneOf ?? column.anyOf ?? [column];
  const { statistics, period } = options[0]?.properties ?? {};
  const shared = ({ default: _, ...schema }: JsonSchema): JsonSchema => ({
    ...schema,
    description: `For every column that has none of its own. ${String(schema.description)}`,
  });
  return {
    ...(statistics === undefined ? {} : { statistics: shared(orOne(statistics)) }),
    ...(period === undefined ? {} : { period: shared(period) }),
  };
}

function shortColumn(column: JsonSchema): JsonSchema {
  const { properties = {}, required = [] } = column;
  const { variable, statistics } = properties;
  // Only a column with exceptions takes several names.
  const names = variable === undefined || properties.except === undefined ? variable : orSeveral(variable);
  const other =
    names === undefined
      ? {}
      : { variable: names, channel: { ...names, description: 'The same as variable.' } };
  const short = statistics === undefined ? {} : { statistics: orOne(statistics) };
  const rest = required.filter((key) => key !== 'variable');
  return {
    ...column,
    properties: { ...properties, ...other, ...short },
    ...(required.length === 0 ? {} : { required: rest }),
  };
}

/** A list of names is a column for each. */
function orSeveral(name: JsonSchema): JsonSchema {
  const items: JsonSchema = { type: 'string', minLength: 1 };
  return withOptions(name, [
    { type: 'array', minItems: 1, items, description: 'Names and patterns; ! in front excludes.' },
  ]);
}

/** One element in place of a list of it. */
function orOne(schema: JsonSchema): JsonSchema {
  return withOptions(schema, [{ type: 'string', minLength: 1 }]);
}

/** Any of the options besides; what describes the value stays outside. */
function withOptions(schema: JsonSchema, options: readonly JsonSchema[]): JsonSchema {
  const { description, default: byDefault, examples, ...rest } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(examples === undefined ? {} : { examples }),
    anyOf: [
      ...(rest.anyOf !== undefined && Object.keys(rest).length === 1 ? rest.anyOf : [rest]),
      ...options,
    ],
  };
}

function inEach(
  schema: JsonSchema,
  changes: Readonly<Record<string, (own: JsonSchema) => JsonSchema>>,
): JsonSchema {
  const { properties = {} } = schema;
  const entries = Object.entries(properties).map(([key, own]): [string, JsonSchema] => [
    key,
    changes[key]?.(own) ?? own,
  ]);
  return { ...schema, properties: Object.fromEntries(entries) };
}

function eachOption(schema: JsonSchema, change: (option: JsonSchema) => JsonSchema): JsonSchema {
  if (schema.oneOf !== undefined) return { ...schema, oneOf: schema.oneOf.map(change) };
  if (schema.anyOf !== undefined) return { ...schema, anyOf: schema.anyOf.map(change) };
  return change(schema);
}

import { elementOf, namedValueOf, optionsOf, type Schema } from './schema.ts';

export const code = (value: unknown): string =>
  `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** What a key may have as its value, in a few words. */
export function valueText(schema: Schema): string {
  const options = optionsOf(schema).filter((option) => option.type !== 'null' && option.const !== null);
  const nullable = options.length < optionsOf(schema).length;
  const words = [...new Set(options.map(optionText)), ...(nullable ? ['`null`'] : [])];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function optionText(schema: Schema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'boolean':
      return '`true`, `false`';
    case 'number':
    case 'integer':
      return numberText(schema);
    case 'array':
      return listText(schema);
    case 'object':
      return namedValueOf(schema) === undefined ? 'mapping' : 'mapping of names';
    default:
      return 'any value';
  }
}

const SAFE = Number.MAX_SAFE_INTEGER;

function numberText(schema: Schema): string {
  const { minimum: from, maximum: to, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const noun = schema.type === 'integer' ? 'whole number' : 'number';
  const low = bound(from) ? `from ${from}` : bound(above) ? `above ${above}` : '';
  const high = bound(to)
    ? `${low.startsWith('from') ? 'to' : 'up to'} ${to}`
    : bound(below)
      ? `below ${below}`
      : '';
  return [noun, low, low !== '' && high !== '' && !low.startsWith('from') ? 'and' : '', high]
    .filter((part) => part !== '')
    .join(' ');
}

const bound = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < SAFE;

function listText(schema: Schema): string {
  const { items } = schema;
  if (Array.isArray(items)) return `[${(items as readonly Schema[]).map(valueText).join(', ')}]`;
  const item = elementOf(schema);
  if (item === undefined) return 'list';
  const inner = valueText(item);
  return inner === 'text' ? 'list of texts' : inner === 'mapping' ? 'list of mappings' : `list: ${inner}`;
}

import type { Field, Shape } from './shapes.ts';
import type { Source } from './source.ts';
import { valuesOf } from './values.ts';

/** Names of types that only say the unit. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/\bBytes\b/g, 'number in bytes'],
  [/\bMilliseconds\b/g, 'number in ms'],
  [/Readonly<Record<string, string>>/g, 'texts by name'],
  [/Readonly<Record<string, number>>/g, 'numbers by name'],
  [/Readonly<Record<string, unknown>>/g, 'values by name'],
  [/Readonly<Record<(\w+), number>>/g, 'numbers by $1'],
  [/\(typeof COMPLETENESS\)\[number\]/g, 'Completeness'],
  [/\bstring\b/g, 'text'],
  [/\bboolean\b/g, '`true` or `false`'],
  [/\bunknown\b/g, 'any value'],
];

/** A heading, the meaning, and a table of the fields. */
export function shapeText(title: string, { meaning, fields }: Shape): string {
  const rows = fields.map((field) => `| ${fieldCells(field).join(' | ')} |`);
  return [
    `## ${title}`,
    '',
    ...(meaning === '' ? [] : [prose(meaning), '']),
    ...(rows.length === 0 ? [] : ['| field | value | meaning |', '| --- | --- | --- |', ...rows, '']),
  ].join('\n');
}

/** A heading, and the values that a type has. */
export function valuesText(source: Source, name: string): string {
  const values = valuesOf(source, name).map((value) => `\`${value}\``);
  return [`## ${name}`, '', `One of ${values.join(', ')}.`, ''].join('\n');
}

function fieldCells({ name, optional, type, meaning }: Field): readonly string[] {
  const absent = optional ? ', or absent' : '';
  return [`\`${name}\``, `${valueText(type)}${absent}`, prose(meaning).replaceAll('|', '\\|')];
}

function valueText(type: string): string {
  const quoted = type.replace(/'([^']*)'/g, '`$1`');
  const shown = UNITS.reduce((left, [pattern, words]) => left.replace(pattern, words), quoted);
  return shown
    .replace(/(\w+)\[\]/g, 'list of $1')
    .replace(/\bnull\b/g, '`null`')
    .replaceAll(' | ', ', ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
}

const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('*', '\\*')))
    .join('');

import { printable } from '@ballast/text';

/** A value of a batch file in words: ``the text `x` ``, `the number 5`, `a list`, `nothing`. */
export function inWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === '') return 'empty text';
  if (typeof value === 'string') return `the text \`${printable(value)}\``;
  if (typeof value === 'number') return `the number ${value}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `\`${String(value)}\``;
}

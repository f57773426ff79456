/** Longest piece of a file that a message quotes, in code points. */
const QUOTED = 60;

// Controls, invisible format characters (among them those that reverse the direction of text), line and
// paragraph separators and lone surrogates: whatever could move a terminal's cursor or hide what follows.
const HOSTILE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text that is safe on a terminal: hostile characters as `\u001b`, cut after `limit` code points. */
export function printable(text: string, limit: number = QUOTED): string {
  // Twice the limit in UTF-16 units always holds `limit` code points; cutting first keeps huge texts cheap.
  const points = Array.from(text.slice(0, limit * 2));
  const cut = points.length > limit || text.length > limit * 2;
  const shown = points.slice(0, limit).join('').replace(HOSTILE, escaped);
  return cut ? `${shown}…` : shown;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A value of a batch file in words: ``the text `x` ``, `the number 5`, `a list`, `nothing`. */
export function inWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === '') return 'an empty text';
  if (typeof value === 'string') return `the text \`${printable(value)}\``;
  if (typeof value === 'number') return `the number ${value}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `\`${String(value)}\``;
}

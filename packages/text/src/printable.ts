/** Longest piece of a file that a message quotes, in code points. */
const QUOTED = 60;

/**
 * Controls, invisible format characters (among them those that reverse the direction of text), line and paragraph
 * separators and lone surrogates: whatever could move a terminal's cursor, start an escape sequence or hide what follows.
 */
const HOSTILE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Whether a text has characters that `forTerminal` would make visible. */
export function hasHostile(text: string): boolean {
  return text.search(HOSTILE) >= 0;
}

/** The whole text with hostile characters made visible, e.g. `\u{1b}`: safe on a terminal. */
export function forTerminal(text: string): string {
  return text.replace(HOSTILE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Text to quote in a message: hostile characters as `\u001b`, cut after `limit` code points. */
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

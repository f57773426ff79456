/**
 * Control characters (C0, DEL, C1), line separators, bidirectional overrides and isolates, and halves of surrogate
 * pairs: all that could move the cursor, start an escape sequence, break a line or show names in another order.
 */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

/** File names and library texts as they may be printed: unsafe characters become visible, e.g. `\u{1b}`. */
export function forTerminal(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

// Bounds for text that may be hostile. A batch file of a thousand columns has about 60 KB, 10,000 values and
// 60,000 lexemes; each bound is far above that and keeps the worst input that was found under a few seconds.

/** Bytes of UTF-8. */
export const MOST_BYTES: number = 4 * 1024 * 1024;
/** Mappings and lists inside each other. */
export const DEEPEST = 100;
/** Pieces of syntax: brackets, keys, line breaks. Four million stray `}` would exhaust the memory. */
export const MOST_LEXEMES = 500_000;
/** UTF-16 units of one text or comment. */
export const LONGEST_SCALAR: number = 64 * 1024;
/** Backslashes in double-quoted texts: each may be an error of its own, and two million take 20 seconds. */
export const MOST_ESCAPES = 20_000;
/** Values after aliases are expanded: what makes a billion laughs harmless. */
export const MOST_VALUES = 200_000;
/** Syntax errors, and mistakes in all, that are listed. */
export const MOST_MISTAKES = 200;

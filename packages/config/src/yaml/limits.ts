// Limits for text that may be hostile. A batch file with a thousand columns has about 60 KB, 10,000 values and 60,000
// lexemes. Each limit is far above that, and keeps the worst known input below a few seconds.

/** Bytes of UTF-8. */
export const MOST_BYTES: number = 4 * 1024 * 1024;
/** Nested mappings and lists. */
export const DEEPEST = 100;
/** Lexemes: brackets, keys, line breaks. Four million stray closing brackets would exhaust the memory. */
export const MOST_LEXEMES = 500_000;
/** UTF-16 units of one text or comment. */
export const LONGEST_SCALAR: number = 64 * 1024;
/** Backslashes in double-quoted text: each may be an error, and two million errors take 20 seconds. */
export const MOST_ESCAPES = 20_000;
/** Values after aliases are expanded: makes the billion laughs attack harmless. */
export const MOST_VALUES = 200_000;
/** Listed syntax errors, and listed mistakes in total. */
export const MOST_MISTAKES = 200;

// Where the kernel of rows has what in its memory, in bytes.

/** Largest piece of text that is handled at a time. */
export const MOST_BYTES: number = 64 * 1024;
/** A line of the largest piece has at most as many fields. */
export const MOST_FIELDS: number = MOST_BYTES / 2;
/** The text is read in steps of this many bytes, so up to as many beyond its end. */
export const STEP = 64;

/** How many lines, or rows and open fields, the last call found: two 32-bit integers. */
export const FOUND_AT = 0;
/** For each power of ten from -22 to 22: a double to multiply by, and one to divide by. */
export const POWERS_AT = 64;
export const LARGEST_POWER = 22;
/**
 * For each place of the first byte that is no digit, and of the second: which bytes to pick for the digits alone, at the
 * right end of sixteen bytes. Both places are up to 16.
 */
export const PICKS_AT = 1024;
export const PLACES = 17;
/** The requested fields of a row as 32-bit integers: four times the column. */
export const WANTED_AT = 8192;
export const TEXT_AT: number = WANTED_AT + 4 * MOST_FIELDS;
/** The address of each field. */
export const FIELDS_AT: number = TEXT_AT + MOST_BYTES + 2 * STEP;
/** For each line, after one that ends before the text: the address of its end, and how many fields there are up to it. */
export const LINES_AT: number = FIELDS_AT + 4 * (MOST_FIELDS + STEP);
/** The numbers of rows, row by row. */
export const NUMBERS_AT: number = LINES_AT + 8 * (MOST_BYTES + 1);
/** For each number that is left open: its address and that of its field. */
export const OPEN_AT: number = NUMBERS_AT + 8 * MOST_FIELDS;
export const END: number = OPEN_AT + 8 * MOST_FIELDS;

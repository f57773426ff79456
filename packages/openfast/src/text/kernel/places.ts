// Where the kernel of rows has what in its memory, in bytes.

/** Largest piece of text that is handled at a time. */
export const MOST_BYTES: number = 64 * 1024;
/** A line of the largest piece has at most as many fields. */
export const MOST_FIELDS: number = MOST_BYTES / 2;
/** The text is read in steps of this many bytes, so up to as many beyond its end. */
export const STEP = 64;

/** How many lines the last call found; or rows, numbers left open, and numbers of another shape: 32-bit integers. */
export const FOUND_AT = 0;
/** For each power of ten from -22 to 22: a double to multiply by, and one to divide by. */
export const POWERS_AT = 64;
/** The same for negative numbers, as many bytes further. */
export const NEGATIVE = 1024;
export const LARGEST_POWER = 22;
/**
 * For each place of the first byte that is not a digit, and of the second: which bytes to pick for the digits alone, at the
 * right end of sixteen bytes. Both places are up to 16.
 */
export const PICKS_AT = 2048;
export const PLACES = 17;
/** For each byte at the start of a number: 1 for a plus, 3 for a minus, otherwise 0. */
export const SIGNS_AT = 6912;
/** For the code of an exponent: itself and 128, or 0 if it is not one or a large one. */
export const EXPONENTS_AT = 7168;
export const MOST_CODES = 3000;
export const NO_EXPONENT = 128;
/** Shapes of numbers: see `NumberShapes`. */
export const SHAPES_AT = 10_240;
export const SHAPE = { low: 0, range: 16, picks: 32, power: 48, size: 64 } as const;
export const MOST_SHAPES = 64;
/** The requested fields of a row, two 32-bit integers for each: four times the column, and the address of a shape. */
export const WANTED_AT = 16_384;
export const TEXT_AT: number = WANTED_AT + 8 * MOST_FIELDS;
/** The address of each field. */
export const FIELDS_AT: number = TEXT_AT + MOST_BYTES + 2 * STEP;
/** For each line, after one that ends before the text: the address of its end, and how many fields there are up to it. */
export const LINES_AT: number = FIELDS_AT + 4 * (MOST_FIELDS + STEP);
/** The numbers of rows, row by row. */
export const NUMBERS_AT: number = LINES_AT + 8 * (MOST_BYTES + 1);
/** For each number that is left open: its address and that of its field. */
export const OPEN_AT: number = NUMBERS_AT + 8 * MOST_FIELDS;
/** The form of the rows of one text: see `RowForm`; vectors of sixteen bytes. */
export const FORM_AT: number = aligned(OPEN_AT + 8 * MOST_FIELDS);
export const FORM = {
  low: 0,
  range: 16,
  endLow: 32,
  endRange: 48,
  picks: 64,
  otherPicks: 80,
  size: 96,
} as const;
/** For the code of a sign and an exponent: how far a power of ten is from `SIGNED_AT`, 16 bits. Codes have four digits or five. */
export const CODES_AT: number = FORM_AT + FORM.size;
export const MOST_SIGNED_CODES: number = 255 * 101 + 1;
/**
 * For positive numbers, then for negative ones: doubles as at `POWERS_AT` for each power from -`SIGNED.zero` on. Powers that are
 * not exact are not numbers.
 */
export const SIGNED_AT: number = aligned(CODES_AT + 2 * MOST_SIGNED_CODES);
export const SIGNED = { zero: 128, count: 256 } as const;
export const END: number = SIGNED_AT + 2 * 16 * SIGNED.count;

function aligned(address: number): number {
  return 16 * Math.ceil(address / 16);
}

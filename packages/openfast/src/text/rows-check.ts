import type { TextHeader } from './head/header.ts';
import { isLength, isTimeName } from './head/unit-words.ts';
import type { CountedRows } from './row-count.ts';

/** From this share of rows on that are lost or out of order, the values of a file are not to be trusted. */
const SUSPECT_SHARE = 0.01;
/** From this share on, lines of words below the head show that the file is not a time series. */
const WORDS_SHARE = 0.1;
const FEWEST_WORDS = 3;
/** Most rows out of order, and most lines that are not rows, in a series over something else than time. */
const UNORDERED_SHARE = 0.05;
/** Lines of text that may stand around a series over something else than time, and below any short series. */
const MOST_TEXT = 20;

/**
 * Whether the values of a file are not to be trusted: more than 1 % of its rows are damaged, missing, or not later than
 * the rows before.
 */
export function isSuspect(header: TextHeader, { samples, notes, backward, gaps }: CountedRows): boolean {
  const missing = isTimeName(header.names[0]) ? gaps.missing : 0;
  const shares = [
    notes.skipped / (samples + notes.skipped),
    backward / samples,
    missing / (samples + missing),
  ];
  return shares.some((share) => share > SUSPECT_SHARE);
}

/**
 * Why the text is not a time series, for use after `it is not a time series:`; null if it is one. `separated` is true if commas or
 * semicolons separate its fields, as in many tables that no simulation wrote.
 */
export function whyNoSeries(header: TextHeader, rows: CountedRows, separated: boolean): string | null {
  const { samples, notes } = rows;
  const lines = samples + notes.skipped;
  if (notes.words >= FEWEST_WORDS && notes.words > WORDS_SHARE * lines) {
    return `${notes.words} of the ${lines} lines below its head (line ${header.namesLine}) are words, not rows of numbers`;
  }
  if (notes.trailing > Math.max(MOST_TEXT, samples)) {
    return `${notes.trailing} lines of words follow its ${samples} rows of numbers`;
  }
  return isTimeName(header.names[0]) ? null : whyNotWithoutTime(header, rows, separated);
}

/** A first column that is not named as a time may be a case or an angle, but much else is a table of input data. */
function whyNotWithoutTime(header: TextHeader, rows: CountedRows, separated: boolean): string | null {
  const { samples, notes, backward } = rows;
  const [name = '', unit = ''] = [header.names[0], header.units[0]];
  const column = `its first column, ${name},`;
  if (separated) return `${column} is not named as a time`;
  if (isLength(unit)) return `${column} is in ${unit}: a place, not a time`;
  if (backward > UNORDERED_SHARE * samples) {
    return `${column} does not increase in ${backward} of ${samples} rows`;
  }
  if (notes.skipped > UNORDERED_SHARE * (samples + notes.skipped)) {
    return `${column} is not named as a time, and ${notes.skipped} lines between its ${samples} rows are not rows`;
  }
  const text = header.namesLine - 1 + notes.trailing;
  return text > MOST_TEXT ? `${column} is not named as a time, and it has ${text} lines of text` : null;
}

import type { TextHeader } from './head/header.ts';
import { isLength, isTimeName } from './head/unit-words.ts';
import type { CountedRows } from './row-count.ts';

/** From this share of rows on that are lost or out of order, the values of a file are not to be trusted. */
const SUSPECT_SHARE = 0.01;
/** From this share on, lines of words below the head show that the file is no time series. */
const WORDS_SHARE = 0.1;
const FEWEST_WORDS = 3;
/** Most rows out of order in a series over something else than time. */
const UNORDERED_SHARE = 0.05;
/** Lines of text that a short series may have around it. */
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

/** Why the text is no time series, for use after `it is no time series:`; null if it is one. */
export function whyNoSeries(header: TextHeader, rows: CountedRows): string | null {
  const { samples, notes, backward } = rows;
  const { names, units, namesLine } = header;
  const lines = samples + notes.skipped;
  if (notes.words >= FEWEST_WORDS && notes.words > WORDS_SHARE * lines) {
    return `${notes.words} of the ${lines} lines below its head (line ${namesLine}) are words, not rows of numbers`;
  }
  if (notes.trailing > Math.max(MOST_TEXT, samples)) {
    return `${notes.trailing} lines of words follow its ${samples} rows of numbers`;
  }
  const [name = '', unit = ''] = [names[0], units[0]];
  if (isTimeName(name)) return null;
  if (backward > UNORDERED_SHARE * samples) {
    return `its first column, ${name}, does not increase in ${backward} of ${samples} rows`;
  }
  if (isLength(unit)) return `its first column, ${name} in ${unit}, is a place, not a time`;
  const text = namesLine - 1 + notes.trailing;
  return text > Math.max(MOST_TEXT, samples)
    ? `it has ${text} lines of text around ${samples} rows whose first column, ${name}, is not named as a time`
    : null;
}

/** Longer descriptions are cut: a table cell is not the place for a file's whole preamble. */
const LONGEST = 1000;

/** A file's description on one line; null if it has none. */
export function descriptionOf(text: string): string | null {
  const line = text
    .slice(0, 4 * LONGEST)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
  return line === '' ? null : line;
}

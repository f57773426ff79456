/** Longer ones are cut: a table's cell is no place for a file's own log. */
const LONGEST = 1000;

/** What a file says of itself, on one line; null where it says nothing. */
export function descriptionOf(text: string): string | null {
  const line = text
    .slice(0, 4 * LONGEST)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
  return line === '' ? null : line;
}

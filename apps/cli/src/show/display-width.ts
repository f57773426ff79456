/** Wide on every terminal or on some: a line that is too short does no harm, one that is too long wraps. */
const NARROW = /^[\u0020-\u007e\u00a0-\u024f…]$/u;

/** Columns that printable text takes on a terminal, at most. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 1 : 2;
  return width;
}

/** The beginning of a text, with `…` if it does not fit. */
export function fitted(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let short = '';
  let taken = 1;
  for (const character of text) {
    taken += displayWidth(character);
    if (taken > width) break;
    short += character;
  }
  return width < 1 ? '' : `${short}…`;
}

/** The end of a text, which distinguishes paths, with `…` if it does not fit. */
export function fittedEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let short = '';
  let taken = 1;
  for (const character of [...text].reverse()) {
    taken += displayWidth(character);
    if (taken > width) break;
    short = character + short;
  }
  return width < 1 ? '' : `…${short}`;
}

import type { ConfigIssue } from '@ballast/config';
import { mistakeAt, type Origin, type Step } from '@ballast/config/yaml';
import { printable } from '@ballast/text';

/** The warning for backslashes that were taken literally; it shows the text as it was understood. */
export function keptBackslashes(
  origin: Origin,
  path: readonly Step[],
  { value, kept }: { readonly value: string; readonly kept: readonly string[] },
): ConfigIssue {
  const escapes = [...new Set(kept)].slice(0, 5).map((one) => printable(one));
  const found = `${escapes.join(', ')} in a text`;
  const message = `Backslashes are taken literally, though Python would read ${escapes.join(', ')} as escapes: understood as ${printable(value, 400)}`;
  const hint = "write paths with forward slashes, or as r'..'";
  return mistakeAt(origin, { path, expected: 'no escapes in a path', found, message, hint });
}

/** The value of a number in Python's notation, without underscores. */
export function numberOf(written: string): number {
  const sign = written.startsWith('-') ? -1 : 1;
  const size = Number(written.replace(/^[+-]/, ''));
  // -0 would be lost when it is written and read again.
  return size === 0 ? 0 : sign * size;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

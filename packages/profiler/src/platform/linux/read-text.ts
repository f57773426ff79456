import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a small system file below `root`; null when it is absent or may not be read. */
export function readText(root: string, path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

/** A whole number that stands alone in a system file; null for `max`, for absence and beyond exact integers. */
export function readNumber(root: string, path: string): number | null {
  return wholeNumber(readText(root, path));
}

export function wholeNumber(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  if (!/^\d+$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isSafeInteger(value) ? value : null;
}

/** `name value` or `Name:  value kB` lines as a map; values are not scaled. */
export function readTable(root: string, path: string): Map<string, number> {
  const table = new Map<string, number>();
  for (const line of (readText(root, path) ?? '').split('\n')) {
    const match = /^(\S+?):?\s+(\d+)/.exec(line);
    if (match?.[1] !== undefined) table.set(match[1], Number(match[2]));
  }
  return table;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a small system file below `root`; null if it is absent or not readable. */
export function readText(root: string, path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

/** The only content of a system file, a whole number; null for `max`, for a missing file and beyond exact integers. */
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

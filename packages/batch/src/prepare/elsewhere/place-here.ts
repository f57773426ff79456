import path from 'node:path';

type Style = typeof path.posix;

/** A folder under two names: as a batch records it, and as this machine has it. Both are absolute. */
export interface SeenFolder {
  readonly written: string;
  readonly here: string;
}

/** The rules of the system that wrote an absolute path; null for a relative one. */
export function styleOf(written: string): Style | null {
  if (/^(?:[A-Za-z]:[\\/]|\\\\)/.test(written)) return path.win32;
  return written.startsWith('/') ? path.posix : null;
}

/** Whether only another system than this one could have written the path. */
export function isForeign(written: string, own: Style = path): boolean {
  const style = styleOf(written);
  return style !== null && style.sep !== own.sep;
}

/**
 * A recorded path as this machine has it, by way of a folder that both have: what is above that folder and has the same name on both
 * is taken for the same, and so is the one folder above all that. Null for a path that leads further away, or to another drive.
 */
export function placeHere(
  written: string,
  { written: from, here }: SeenFolder,
  own: Style = path,
): string | null {
  const there = styleOf(from);
  if (there === null || styleOf(written) !== there) return null;
  const way = there.relative(from, written);
  if (there.isAbsolute(way)) return null;
  const names = way.split(there.sep).filter((name) => name !== '');
  const up = names.findIndex((name) => name !== '..');
  const climbed = up === -1 ? names.length : up;
  if (climbed > commonAbove(namesOf(from, there), namesOf(here, own))) return null;
  if (names.some((name) => /[\\/]/.test(name))) return null;
  return own.join(here, ...names);
}

/** How far one may climb from the folder. One that was renamed still stands beside what it stood beside. */
function commonAbove(there: readonly string[], here: readonly string[]): number {
  const most = Math.min(there.length, here.length);
  let same = 0;
  while (same < most && isSameName(there.at(-1 - same), here.at(-1 - same))) same += 1;
  return Math.min(most, Math.max(1, same));
}

/** Windows keeps the letters of a name as somebody typed them. */
const isSameName = (one = '', other = ''): boolean => one.toLowerCase() === other.toLowerCase();

function namesOf(folder: string, style: Style): readonly string[] {
  const { root } = style.parse(folder);
  return folder
    .slice(root.length)
    .split(style.sep)
    .filter((name) => name !== '');
}

import { realpathSync, statSync } from 'node:fs';
import type { Fault } from '@ballast/resource-model';
import { byCodeUnit } from './by-code-unit.ts';
import { type Entry, entriesOf, joined, type SystemPath } from './byte-names.ts';
import type { InputMatcher } from './patterns.ts';

export interface FoundInput {
  /** Relative to the folder that was walked, with forward slashes. */
  readonly name: string;
  readonly full: SystemPath;
  /** Why its contents could not be listed; null for everything else. */
  readonly refused: Fault | null;
}

/** Whether to skip a name, given the real path of its folder; `.` is that folder. */
export type Skip = (realFolder: string, name: string) => boolean;

interface Folder {
  readonly name: string;
  readonly full: SystemPath;
  readonly isLink: boolean;
  /** Whether its name matches: a link to a file is an input then. */
  readonly matches: boolean;
}

/**
 * Everything below a folder whose name matches, of any kind, also broken links and pipes; a folder only if a pattern names it
 * without a wildcard. Folders that cannot be listed but may contain inputs are found themselves, with the reason. Every folder
 * is walked once, by its own name rather than through a link: links may form a ring. In no particular order.
 */
export function walkInputs(root: string, matcher: InputMatcher, skip: Skip): readonly FoundInput[] {
  /** Of a folder. */
  const isMeant = (name: string, full: SystemPath): boolean =>
    matcher.names(name) && !skip(realOf(full), '.');
  const isInput = ({ name, full, matches, isLink }: Folder, { isFolder: is }: Listed): boolean =>
    matches && (is ? isMeant(name, full) : isLink);
  const found: FoundInput[] = [];
  const folders: Folder[] = [{ name: '', full: root, isLink: false, matches: false }];
  const links: Folder[] = [];
  const seen = new Set<string>();
  const take = ({ kind }: Entry, name: string, full: SystemPath): void => {
    const matches = matcher.matches(name);
    const isLink = kind.isSymbolicLink();
    if ((isLink || kind.isDirectory()) && matcher.mayHold(name)) {
      (isLink ? links : folders).push({ name, full, isLink, matches });
    } else if (matches && (isMeant(name, full) || !isFolder(kind, full))) {
      found.push({ name, full, refused: null });
    }
  };
  for (let followed = 0; ; ) {
    const folder = folders.pop() ?? links[followed++];
    if (folder === undefined) return found;
    const { name: parent, full } = folder;
    const listed = listFolder(folder, seen);
    if (listed.refused !== null || isInput(folder, listed)) {
      found.push({ name: parent, full, refused: listed.refused });
    }
    for (const entry of listed.entries) {
      const name = parent === '' ? entry.name : `${parent}/${entry.name}`;
      if (!skip(listed.real, entry.name) && !matcher.excludes(name)) take(entry, name, joined(full, entry));
    }
  }
}

interface Listed {
  /** False for a link to anything else, and for nothing. */
  readonly isFolder: boolean;
  readonly real: string;
  readonly entries: readonly Entry[];
  readonly refused: Fault | null;
}

const NOTHING: Listed = { isFolder: false, real: '', entries: [], refused: null };

function isFolder(kind: Entry['kind'], full: SystemPath): boolean {
  return kind.isDirectory() || (kind.isSymbolicLink() && isFolderAt(full));
}

/** Of nothing, its own path; of a path that is not UTF-8, its bytes as characters, which are no other path. */
function realOf(file: SystemPath): string {
  try {
    if (typeof file === 'string') return realpathSync(file);
    return `bytes:${realpathSync.native(file, 'buffer').toString('latin1')}`;
  } catch {
    return String(file);
  }
}

function isFolderAt(full: SystemPath): boolean {
  try {
    return statSync(full).isDirectory();
  } catch {
    return false;
  }
}

/** Nothing for a link to anything but a folder, and for a folder whose real path was seen before. */
function listFolder({ full, isLink, matches }: Folder, seen: Set<string>): Listed {
  try {
    if (isLink && !statSync(full).isDirectory()) return NOTHING;
    const real = realOf(full);
    if (seen.has(real)) return { ...NOTHING, isFolder: true };
    seen.add(real);
    // Sorted, so that the same one of two links to a folder is followed each time.
    const entries = entriesOf(full).sort((a, b) => byCodeUnit(a.name, b.name));
    return { isFolder: true, real, entries, refused: null };
  } catch (error) {
    if (LEADS_NOWHERE.has((error as NodeJS.ErrnoException).code ?? '')) return NOTHING;
    // The target of such a link is unknown; as an input it fails with its reader's reason.
    if (isLink && matches) return NOTHING;
    return { ...NOTHING, refused: refusal(String(full), error as Error) };
  }
}

/** A broken link, a link to itself, or a folder that is gone by now: no input can be missed. */
const LEADS_NOWHERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

function refusal(folder: string, error: Error): Fault {
  return {
    code: 'FOLDER_UNREADABLE',
    message: `the folder ${folder} cannot be listed, so nothing in it was read: ${error.message}`,
    hint: 'give the user that runs the batch permission to read the folder, or exclude it with inputs.exclude',
    details: { path: folder },
  };
}

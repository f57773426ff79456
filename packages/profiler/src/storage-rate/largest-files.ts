import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileSize } from './segments.ts';

export interface Search {
  /** Entries to look at before the search ends: a share may hold millions. */
  readonly mostEntries: number;
  /** Levels of folders below the first. */
  readonly deepest: number;
  /** Smaller files say little about the rate of reading. */
  readonly smallest: number;
}

/** The readable files of a folder by size, largest first; links are not followed, what cannot be read is passed over. */
export async function largestFiles(
  directory: string,
  { mostEntries, deepest, smallest }: Search,
): Promise<readonly FileSize[]> {
  const found: FileSize[] = [];
  const folders = [{ folder: directory, depth: 0 }];
  let entries = 0;
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    const { folder, depth } = next;
    try {
      for await (const entry of await opendir(folder)) {
        entries += 1;
        if (entries > mostEntries) return bySize(found);
        const full = path.join(folder, entry.name);
        if (entry.isDirectory() && depth < deepest) folders.push({ folder: full, depth: depth + 1 });
        if (!entry.isFile()) continue;
        const { size } = await stat(full);
        if (size >= smallest) found.push({ file: full, size });
      }
    } catch {
      // A folder or file that may not be read, or is gone.
    }
  }
  return bySize(found);
}

function bySize(files: readonly FileSize[]): readonly FileSize[] {
  return [...files].sort((a, b) => b.size - a.size);
}

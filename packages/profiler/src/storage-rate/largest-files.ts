import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileSize } from './segments.ts';

export interface Search {
  /** Entries to visit before the search ends: a share may contain millions. */
  readonly mostEntries: number;
  /** Levels of folders below the first one. */
  readonly deepest: number;
  /** Bytes; smaller files reveal little about the read rate. */
  readonly smallest: number;
}

/** The files of a folder by size, largest first. Skips links and whatever cannot be read. */
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
      // A folder or file that cannot be read or no longer exists.
    }
  }
  return bySize(found);
}

function bySize(files: readonly FileSize[]): readonly FileSize[] {
  return [...files].sort((a, b) => b.size - a.size);
}

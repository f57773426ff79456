import { existsSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';

/** `major:minor` of the whole disk that holds a folder, since a partition cannot be throttled; null if there is none. */
export function diskOf(folder: string): string | null {
  const { dev } = statSync(folder);
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)];
  const entry = `/sys/dev/block/${major}:${minor}`;
  if (!existsSync(entry)) return null;
  if (!existsSync(path.join(entry, 'partition'))) return `${major}:${minor}`;
  const disk = path.dirname(path.resolve('/sys/dev/block', readlinkSync(entry)));
  return readFileSync(path.join(disk, 'dev'), 'utf8').trim();
}

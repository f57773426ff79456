import { createHash } from 'node:crypto';
import path from 'node:path';
import { drawPicture } from '@ballast/pictures';
import type { MadeFile } from '@ballast/results-model';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { WholeFile } from '../files/whole-file.ts';
import type { OutputFolder } from '../folder/layout.ts';
import type { PlacedMade } from '../prepare/published.ts';
import { publishedFile } from './published-file.ts';
import type { WrittenTables } from './tables/tables.ts';

/** Characters that some file system does not allow in a name. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu;
/** The rest of the 255 bytes of a name is for a hash, the extension and the suffix of a file that is being written. */
const MOST_BYTES = 200;
/** Files that are written at a time. */
const AT_ONCE = 16;

/**
 * Writes the files that tables make besides, next to them, each whole or not at all. `taken`: names that are in use there.
 * Names that some file system would take for the same get a hash of what the file is about.
 */
export async function placeMade(
  output: OutputFolder,
  made: WrittenTables['made'],
  taken: readonly string[],
): Promise<{ readonly places: readonly PlacedMade[]; readonly files: readonly PublishedFile[] }> {
  const names = new Set(taken.map(keyOf));
  const placed = made.map(({ table, file }) => ({ table, file, place: output.table(ownName(file, names)) }));
  const files: PublishedFile[] = [];
  for (let from = 0; from < placed.length; from += AT_ONCE) {
    const some = placed.slice(from, from + AT_ONCE);
    files.push(...(await Promise.all(some.map(({ file, place }) => written(output, place, file)))));
  }
  const tables = [...new Set(placed.map(({ table }) => table))];
  const places = tables.map((name) => ({
    name,
    paths: placed.flatMap(({ table, place }) => (table === name ? [place] : [])),
  }));
  return { places, files };
}

async function written(output: OutputFolder, place: string, file: MadeFile): Promise<PublishedFile> {
  using whole = new WholeFile(place);
  whole.write(textOf(file));
  // Awaited here: the file is disposed of when this function returns.
  return publishedFile(output, place, await whole.commitWithOthers());
}

function textOf({ content }: MadeFile): string {
  return content.kind === 'text' ? content.text : `${drawPicture(content.picture)}\n`;
}

function ownName({ name, meaning }: MadeFile, taken: Set<string>): string {
  const extension = path.extname(name);
  const stem = name.slice(0, name.length - extension.length).replace(UNSAFE, '_');
  const short = shortened(stem);
  const isWhole = short === stem && !taken.has(keyOf(short + extension));
  const hash = createHash('sha256').update(meaning).digest('hex').slice(0, 8);
  let own = isWhole ? stem : `${short}-${hash}`;
  while (taken.has(keyOf(own + extension))) own = `${own}-`;
  taken.add(keyOf(own + extension));
  return own + extension;
}

function shortened(stem: string): string {
  const characters = Array.from(stem);
  while (Buffer.byteLength(characters.join('')) > MOST_BYTES) characters.pop();
  return characters.join('');
}

/** Equal for names that some file system treats as the same. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

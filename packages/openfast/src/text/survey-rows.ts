import type { TextHeader } from './header.ts';
import { RowCount } from './row-count.ts';
import { RowWalker } from './row-walker.ts';
import type { KnownRows } from './text-facts.ts';
import type { TextSource } from './text-source.ts';

/** One walk over all lines, because the size does not determine the number of rows. */
export async function countRows(source: TextSource, header: TextHeader): Promise<KnownRows> {
  const walker = new RowWalker(header.names.length, header.dataLine);
  const count = new RowCount();
  await source.walk(header.dataStart, (bytes, range) => walker.feed(bytes, range, (row) => count.add(row)));
  walker.finish();
  return { ...count.counted(walker.notes), exact: true };
}

/**
 * Estimates the rows of a file of `size` bytes from its first and last ones (`bytes` up to `end` are its head), so that
 * it need not be read for its facts alone. Start, end and whether the last line is cut are exact; the number of rows
 * assumes that all are as long as the first. Null if the first or the last bytes contain no row.
 */
export async function estimateRows(
  source: TextSource,
  header: TextHeader,
  { bytes, end, size }: Awaited<ReturnType<TextSource['head']>> & { readonly size: number },
): Promise<KnownRows | null> {
  const first = rowsOf(header, bytes, { from: header.dataStart, to: end });
  const tail = await source.tail();
  if (first.samples === 0 || tail === null) return null;
  const last = rowsOf(header, tail, { from: 0, to: tail.length });
  if (last.samples === 0) return null;
  const samples = Math.round((first.samples * (size - header.dataStart)) / (end - header.dataStart));
  return { ...last, samples: Math.max(1, samples), start: first.start, exact: false };
}

function rowsOf(header: TextHeader, bytes: Uint8Array, range: { from: number; to: number }): KnownRows {
  const walker = new RowWalker(header.names.length, header.dataLine);
  const count = new RowCount();
  walker.feed(bytes, { ...range, last: true }, (row) => count.add(row));
  walker.finish();
  return { ...count.counted(walker.notes), exact: false };
}

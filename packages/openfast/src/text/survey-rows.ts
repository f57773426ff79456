import type { TextHeader } from './head/header.ts';
import { isTimeName } from './head/unit-words.ts';
import { textKernel } from './kernel/text-kernel.ts';
import { isKept, type KeptRows, Restarts } from './restarts.ts';
import { RowCount } from './row-count.ts';
import { RowWalker } from './row-walker.ts';
import { type KnownRows, spanOf } from './text-facts.ts';
import type { TextRow } from './text-row.ts';
import type { TextSource } from './text-source.ts';

/**
 * For the numbers of the wanted columns, of which the first is the time. Another head is recognised only below times: the
 * first column of a table of modes repeats its name too.
 */
export function walkerFor(header: TextHeader, wanted: readonly number[] = [0]): RowWalker {
  const head = isTimeName(header.names[0]) ? header : null;
  return new RowWalker(header.names.length, header.dataLine, { head, kernel: textKernel, wanted });
}

/** One walk over all lines, because the size does not determine the number of rows. */
export async function countRows(source: TextSource, header: TextHeader): Promise<KnownRows> {
  const walker = walkerFor(header);
  const rows = await walkRows({ source, header, walker, kept: null });
  const { restarts } = rows;
  if (!restarts.overlaps) return { ...rows.count.counted(walker.notes), exact: true, kept: null };
  return withoutReplaced(source, header, restarts.kept(usualStep(rows.count.counted(walker.notes))));
}

/** Passes on the rows that are kept, and counts them. */
export async function walkRows(
  walk: {
    readonly source: TextSource;
    readonly header: TextHeader;
    readonly walker: RowWalker;
    readonly kept: KeptRows | null;
  },
  onRow: (row: TextRow) => void = () => undefined,
): Promise<{ readonly count: RowCount; readonly restarts: Restarts; readonly replaced: number }> {
  const { source, header, walker, kept } = walk;
  const count = new RowCount();
  const restarts = new Restarts(walker.notes);
  let replaced = 0;
  await source.walk(header.dataStart, (bytes, range) =>
    walker.feed(bytes, range, (row) => {
      restarts.add(row.time);
      if (isKept(kept, row, walker.notes)) {
        count.add(row);
        onRow(row);
      } else {
        replaced += 1;
      }
    }),
  );
  walker.finish();
  return { count, restarts, replaced };
}

async function withoutReplaced(source: TextSource, header: TextHeader, kept: KeptRows): Promise<KnownRows> {
  const walker = walkerFor(header);
  const { count, replaced } = await walkRows({ source, header, walker, kept });
  return { ...count.counted(walker.notes), replaced, exact: true, kept };
}

function usualStep(rows: Parameters<typeof spanOf>[0]): number {
  return Math.max(0, spanOf(rows).step);
}

/**
 * Estimates the rows of a text from its first and last ones (`bytes` up to `end` are its head), so that it need not be read
 * for its facts alone. Start, end and whether the last line is cut are exact unless the text has several heads; the number
 * of rows assumes that all are as long as the first. Null if the first or the last bytes contain no row.
 */
export async function estimateRows(
  source: TextSource,
  header: TextHeader,
  { bytes, end }: Awaited<ReturnType<TextSource['head']>>,
): Promise<KnownRows | null> {
  const first = rowsOf(header, bytes, { from: header.dataStart, to: end });
  const tail = await source.tail();
  if (first.samples === 0 || tail === null) return null;
  const last = rowsOf(header, tail, { from: 0, to: tail.length });
  if (last.samples === 0) return null;
  const samples = Math.round((first.samples * (source.size - header.dataStart)) / (end - header.dataStart));
  return { ...last, samples: Math.max(1, samples), start: first.start, exact: false };
}

/** The rows within some of a text's bytes. */
export function rowsOf(
  header: TextHeader,
  bytes: Uint8Array,
  range: { from: number; to: number },
): KnownRows {
  const walker = walkerFor(header);
  const count = new RowCount();
  walker.feed(bytes, { ...range, last: true }, (row) => count.add(row));
  walker.finish();
  return { ...count.counted(walker.notes), exact: false, kept: null };
}

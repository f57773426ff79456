/** A stretch of a file that one reader reads from its start to its end. */
export interface Segment {
  readonly file: string;
  readonly start: number;
  readonly length: number;
}

export interface FileSize {
  readonly file: string;
  readonly size: number;
}

/**
 * So many lists of equal bytes, at most `most` each, of stretches that lie behind each other. No byte is in two lists, so
 * that no measurement reads what an earlier one has brought into memory; and since each list is in one piece, what the
 * system reads ahead belongs to the same list, but for its end.
 */
export function divide(
  files: readonly FileSize[],
  { lists, most }: { readonly lists: number; readonly most: number },
): readonly (readonly Segment[])[] {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const each = Math.floor(Math.min(most, total / lists));
  const whole = files.map(({ file, size }) => ({ file, start: 0, length: size }));
  return Array.from({ length: lists }, (_, i) => cut(whole, i * each, (i + 1) * each));
}

/** Parts of segments for so many readers, equal in bytes but for the rest of a division. */
export function deal(segments: readonly Segment[], readers: number): readonly (readonly Segment[])[] {
  const total = segments.reduce((sum, { length }) => sum + length, 0);
  const edge = (reader: number): number => Math.floor((reader * total) / readers);
  return Array.from({ length: readers }, (_, reader) => cut(segments, edge(reader), edge(reader + 1)));
}

/** What lies from byte `from` to byte `to` of all segments behind each other. */
function cut(segments: readonly Segment[], from: number, to: number): readonly Segment[] {
  const parts: Segment[] = [];
  let offset = 0;
  for (const { file, start, length } of segments) {
    const first = Math.max(0, from - offset);
    const end = Math.min(length, to - offset);
    if (end > first) parts.push({ file, start: start + first, length: end - first });
    offset += length;
  }
  return parts;
}

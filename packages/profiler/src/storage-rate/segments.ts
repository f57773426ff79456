/** A range of a file that one reader reads from start to end. */
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
 * Divides files into `lists` lists of equally many bytes, at most `most` each. No byte is in two lists, so no measurement
 * reads what an earlier one has brought into memory. Each list is contiguous, so what the system reads ahead belongs to the
 * same list, except at its end.
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

/** Divides segments between readers; their numbers of bytes differ by 1 at most. */
export function deal(segments: readonly Segment[], readers: number): readonly (readonly Segment[])[] {
  const total = segments.reduce((sum, { length }) => sum + length, 0);
  const edge = (reader: number): number => Math.floor((reader * total) / readers);
  return Array.from({ length: readers }, (_, reader) => cut(segments, edge(reader), edge(reader + 1)));
}

/** Bytes `from` to `to` of the concatenated segments. */
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

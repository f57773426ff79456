/** Largest buffer that is kept for the next file, in bytes. */
const LARGEST_KEPT = 8 * 1024 * 1024;

let spare: ArrayBufferLike | null = null;

/**
 * A buffer of this length at offset 0 of its own memory, with anything in it. The memory of a file that is closed serves the
 * next one: the system would have to clear new memory, and many small files would keep the garbage collector busy.
 */
export function lend(length: number): Buffer {
  const kept = spare;
  spare = null;
  return kept !== null && kept.byteLength >= length
    ? Buffer.from(kept, 0, length)
    : Buffer.allocUnsafeSlow(length);
}

/** For a buffer that was lent, and is used no more. */
export function takeBack({ buffer }: Buffer): void {
  if (buffer.byteLength <= LARGEST_KEPT && buffer.byteLength > (spare?.byteLength ?? 0)) spare = buffer;
}

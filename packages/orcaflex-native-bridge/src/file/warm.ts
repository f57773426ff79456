import { type FileHandle, open } from 'node:fs/promises';
import type { LoadControl } from '@ballast/results-model';
import { accessFault } from './preflight.ts';

/** Pieces start with this size and grow up to the allowed maximum on fast storage. */
const FIRST_PIECE = 1024 * 1024;
const SMALLEST_PIECE = 256 * 1024;
/**
 * Milliseconds. A piece that takes longer than LONG halves the next, one shorter than SHORT doubles it, because
 * progress is reported once per piece.
 */
const LONG = 150;
const SHORT = 25;

/**
 * Reads a file from end to end and discards the bytes, so that the library's own load, which cannot be paused, finds
 * the file in the system's cache. `control` must grant each piece first. While one piece is being requested the
 * previous one is still being read, so the storage stays busy even if this process waits for a core.
 */
export async function warm(
  path: string,
  control: Pick<LoadControl, 'chunk'>,
  { size, pieceBytes }: { readonly size: number; readonly pieceBytes: number },
): Promise<void> {
  try {
    const file = await open(path, 'r');
    let onItsWay: Promise<Piece> | null = null;
    try {
      // The bytes are discarded, so both pieces may share a buffer.
      const buffer = Buffer.allocUnsafeSlow(Math.min(pieceBytes, Math.max(1, size)));
      let piece = Math.min(FIRST_PIECE, buffer.length);
      for (let at = 0; at < size; ) {
        const length = Math.min(piece, size - at);
        await control.chunk(length);
        const before: Promise<Piece> | null = onItsWay;
        onItsWay = readPiece(file, buffer, { from: at, length });
        // The error is thrown where the piece is awaited, which may be one iteration later.
        onItsWay.catch(() => undefined);
        at += length;
        if (before === null) continue;
        const { bytesRead, milliseconds } = await before;
        if (bytesRead === 0) break;
        piece = nextPiece(piece, milliseconds, buffer.length);
      }
      await onItsWay;
    } finally {
      await onItsWay?.catch(() => undefined);
      await file.close();
    }
  } catch (error) {
    throw accessFault(path, error);
  }
}

interface Piece {
  readonly bytesRead: number;
  readonly milliseconds: number;
}

/** Reads the whole piece, or as much as the file has. */
async function readPiece(
  file: FileHandle,
  buffer: Buffer,
  { from, length }: { readonly from: number; readonly length: number },
): Promise<Piece> {
  const began = performance.now();
  let bytesRead = 0;
  while (bytesRead < length) {
    const more = (await file.read(buffer, 0, length - bytesRead, from + bytesRead)).bytesRead;
    if (more === 0) break;
    bytesRead += more;
  }
  return { bytesRead, milliseconds: performance.now() - began };
}

function nextPiece(piece: number, milliseconds: number, most: number): number {
  if (milliseconds > LONG) return Math.min(most, Math.max(SMALLEST_PIECE, piece >> 1));
  return milliseconds < SHORT ? Math.min(most, piece << 1) : piece;
}

import { open } from 'node:fs/promises';
import type { LoadControl } from '@ballast/results-model';
import { accessFault } from './preflight.ts';

/** Pieces begin at so many bytes and grow to the largest allowed where the storage is fast. */
const FIRST_PIECE = 1024 * 1024;
const SMALLEST_PIECE = 256 * 1024;
/** A piece that takes longer is cut, a shorter one doubled, in milliseconds: what was read is told of once for each piece. */
const LONG = 150;
const SHORT = 25;

/**
 * Reads a file from end to end and forgets it, so that the library's own load, which nobody can pause, finds
 * it in the system's cache. Each piece is asked for through `control` first.
 */
export async function warm(
  path: string,
  control: Pick<LoadControl, 'chunk'>,
  [size, pieceBytes]: readonly [size: number, pieceBytes: number],
): Promise<void> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.allocUnsafeSlow(Math.min(pieceBytes, Math.max(1, size)));
      let piece = Math.min(FIRST_PIECE, buffer.length);
      for (let at = 0; at < size; ) {
        const length = Math.min(piece, size - at);
        await control.chunk(length);
        const began = performance.now();
        const { bytesRead } = await file.read(buffer, 0, length, at);
        if (bytesRead === 0) break;
        at += bytesRead;
        piece = nextPiece(piece, performance.now() - began, buffer.length);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw accessFault(path, error);
  }
}

function nextPiece(piece: number, milliseconds: number, most: number): number {
  if (milliseconds > LONG) return Math.min(most, Math.max(SMALLEST_PIECE, piece >> 1));
  return milliseconds < SHORT ? Math.min(most, piece << 1) : piece;
}

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
 * The bytes are discarded, so all pieces of all files may go through one buffer that stays in the cache of a core. It is given
 * to the system many times in one call: each piece is still one request.
 */
const THROUGH = 256 * 1024;
let through: Buffer | null = null;

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
      const most = Math.min(pieceBytes, Math.max(1, size));
      let piece = Math.min(FIRST_PIECE, most);
      for (let at = 0; at < size; ) {
        const length = Math.min(piece, size - at);
        await control.chunk(length);
        const before: Promise<Piece> | null = onItsWay;
        onItsWay = readPiece(file, { from: at, length });
        // The error is thrown where the piece is awaited, which may be one iteration later.
        onItsWay.catch(() => undefined);
        at += length;
        if (before === null) continue;
        const { bytesRead, milliseconds } = await before;
        if (bytesRead === 0) break;
        piece = nextPiece(piece, milliseconds, most);
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
  { from, length }: { readonly from: number; readonly length: number },
): Promise<Piece> {
  const began = performance.now();
  let bytesRead = 0;
  while (bytesRead < length) {
    const more = (await file.readv(places(length - bytesRead), from + bytesRead)).bytesRead;
    if (more === 0) break;
    bytesRead += more;
  }
  return { bytesRead, milliseconds: performance.now() - began };
}

/** Where this number of bytes goes: over and over to the same place. */
function places(length: number): Buffer[] {
  through ??= Buffer.allocUnsafeSlow(THROUGH);
  const whole = new Array<Buffer>(Math.floor(length / THROUGH)).fill(through);
  const rest = length % THROUGH;
  return rest === 0 ? whole : [...whole, through.subarray(0, rest)];
}

function nextPiece(piece: number, milliseconds: number, most: number): number {
  if (milliseconds > LONG) return Math.min(most, Math.max(SMALLEST_PIECE, piece >> 1));
  return milliseconds < SHORT ? Math.min(most, piece << 1) : piece;
}

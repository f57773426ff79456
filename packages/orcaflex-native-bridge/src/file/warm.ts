import { open } from 'node:fs/promises';
import type { LoadControl } from '@ballast/results-model';
import { accessFault } from './preflight.ts';

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
      for (let at = 0; at < size; ) {
        await control.chunk(Math.min(buffer.length, size - at));
        const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw accessFault(path, error);
  }
}

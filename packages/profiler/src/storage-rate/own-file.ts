import { randomFillSync, randomUUID } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { formatBytes } from '@ballast/resource-model';
import type { FileSize } from './segments.ts';

/** Share of the free space that the file may take. */
const LARGEST_SHARE = 0.25;
const PIECE = 4 << 20;

export type OwnFile =
  | { readonly ok: true; readonly file: FileSize; remove(): Promise<void> }
  | { readonly ok: false; readonly reason: string };

/** Writes a file with `size` random bytes into a folder and syncs it. The caller must call `remove`. */
export async function writeOwnFile(
  directory: string,
  { size, signal }: { readonly size: number; readonly signal: AbortSignal },
): Promise<OwnFile> {
  const file = path.join(directory, `.ballast-doctor-${randomUUID()}.tmp`);
  const remove = (): Promise<void> => rm(file, { force: true });
  try {
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize * LARGEST_SHARE < size) {
      return { ok: false, reason: `${directory} has only ${formatBytes(bavail * bsize)} of free space` };
    }
    await fill(file, { size, signal });
    return { ok: true, file: { file, size }, remove };
  } catch (error) {
    await remove();
    return { ok: false, reason: signal.aborted ? 'interrupted' : (error as Error).message };
  }
}

async function fill(
  file: string,
  { size, signal }: { readonly size: number; readonly signal: AbortSignal },
): Promise<void> {
  // Some storage does not store zeros, nor the same block twice: random bytes, changed in every piece.
  const piece = randomFillSync(Buffer.alloc(PIECE));
  const handle = await open(file, 'wx', 0o600);
  try {
    for (let written = 0; written < size; written += PIECE) {
      signal.throwIfAborted();
      for (let i = 0; i < PIECE; i += 4096) piece.writeUInt32LE((written + i) >>> 0, i);
      await handle.writeFile(piece.subarray(0, Math.min(PIECE, size - written)));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

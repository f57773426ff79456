import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Fault, FaultError } from '@ballast/resource-model';

/** What distinguishes one state of an input from another. */
export interface InputIdentity {
  /** Bytes. */
  readonly size: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 of its first and its last 64 KiB. */
  readonly ends: string;
  /** SHA-256 of the whole file; null unless requested. */
  readonly whole: string | null;
}

const END = 64 * 1024;
/** Bytes of a file that are hashed at a time. */
const PIECE = 1 << 20;

/** Reads both ends of a file, or all of it if `whole` is set. Throws the system's error. */
export async function identify(path: string, whole: boolean): Promise<InputIdentity> {
  if (!whole) return identifyByEnds(path);
  const file = await open(path, 'r');
  try {
    const { size, mtimeMs: modified } = await file.stat();
    const ends = await hashOf(file, [
      [0, Math.min(size, END)],
      [Math.max(0, size - END), size],
    ]);
    return { size, modified, ends, whole: await hashOf(file, [[0, size]]) };
  } finally {
    await file.close();
  }
}

let endBuffer: Buffer | null = null;

/** Blocks this thread for two short reads of what the reader has mostly just read: to wait for them costs more. */
function identifyByEnds(path: string): InputIdentity {
  endBuffer ??= Buffer.allocUnsafeSlow(2 * END);
  const file = openSync(path, 'r');
  try {
    const { size, mtimeMs: modified } = fstatSync(file);
    const first = readInto(endBuffer, file, { from: 0, to: size });
    const behind = endBuffer.subarray(first);
    // Of a short file both ends are the same.
    if (size <= END) endBuffer.copyWithin(first, 0, first);
    const last = size <= END ? first : readInto(behind, file, { from: size - END, to: size });
    return { size, modified, ends: hash('sha256', endBuffer.subarray(0, first + last), 'hex'), whole: null };
  } finally {
    closeSync(file);
  }
}

/** Returns how many bytes it read, at most those of one end. */
function readInto(buffer: Buffer, file: number, { from, to }: { from: number; to: number }): number {
  const length = Math.min(END, to - from);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, buffer, filled, length - filled, from + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

/** The same for an input that was open before. Fault if it has disappeared: INPUT_UNAVAILABLE. */
export async function identifyOpened(path: string, whole: boolean): Promise<InputIdentity> {
  try {
    return await identify(path, whole);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new FaultError(goneAway(path));
  }
}

/** The file was there when its reading began. */
export function goneAway(path: string): Fault {
  return {
    code: 'INPUT_UNAVAILABLE',
    message: `${path} disappeared while it was read`,
    hint: 'check the storage that holds the file, then run the batch again',
    details: { path, system: 'ENOENT' },
    class: 'input-unavailable',
  };
}

/** Whether both describe the same state of a file, as far as both have hashes. */
export function isSameInput(a: InputIdentity, b: InputIdentity): boolean {
  const wholes = a.whole === null || b.whole === null || a.whole === b.whole;
  return a.size === b.size && a.modified === b.modified && a.ends === b.ends && wholes;
}

/** Hash of the bytes in these ranges, one after the other; a range ends early if the file does. */
async function hashOf(
  file: FileHandle,
  ranges: readonly (readonly [from: number, to: number])[],
): Promise<string> {
  const digest = createHash('sha256');
  const buffer = Buffer.alloc(PIECE);
  for (const [from, to] of ranges) {
    for (let at = from; at < to; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - at), at);
      if (bytesRead === 0) break;
      digest.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }
  return digest.digest('hex');
}

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Fault, FaultError } from '@ballast/resource-model';
import { countText } from '@ballast/text';

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
  const file = await open(path, 'r');
  try {
    const { size, mtimeMs: modified } = await file.stat();
    const ends = await hashOf(file, [
      [0, Math.min(size, END)],
      [Math.max(0, size - END), size],
    ]);
    return { size, modified, ends, whole: whole ? await hashOf(file, [[0, size]]) : null };
  } finally {
    await file.close();
  }
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

function goneAway(path: string): Fault {
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
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(PIECE);
  for (const [from, to] of ranges) {
    for (let at = from; at < to; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - at), at);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }
  return hash.digest('hex');
}

type Seen = Pick<InputIdentity, 'size' | 'modified'>;

/** Detects that a file is written to between two looks at it. */
export class InputWatch {
  readonly #file: string;
  readonly #before: Seen | null;

  /** The first look. */
  constructor(file: string) {
    this.#file = file;
    this.#before = seen(file);
  }

  /** Rejects with the step's own error, unless the file has changed, which explains it. Fault: INPUT_CHANGED. */
  async during<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      const now = seen(this.#file);
      // A missing file is reported by whoever reads it.
      if (now !== null) this.#compare(now);
      throw error;
    }
  }

  /** Faults if the file is no longer the one that was read: INPUT_CHANGED, INPUT_UNAVAILABLE. */
  check(): void {
    const now = seen(this.#file);
    if (now !== null) this.#compare(now);
    else if (this.#before !== null) throw new FaultError(goneAway(this.#file));
  }

  #compare(now: Seen): void {
    const before = this.#before;
    if (before === null) return;
    if (before.size === now.size && before.modified === now.modified) return;
    throw new FaultError(changed(this.#file, before, now));
  }
}

function seen(file: string): Seen | null {
  try {
    const stat = statSync(file);
    return stat.isFile() ? { size: stat.size, modified: stat.mtimeMs } : null;
  } catch {
    return null;
  }
}

function changed(file: string, before: Seen, now: Seen): Fault {
  return {
    code: 'INPUT_CHANGED',
    message: `the file ${howItChanged(before, now)} while it was read`,
    hint: 'run the batch again when the program that writes the file has finished',
    details: { path: file, before, now },
    class: 'input-changed',
  };
}

function howItChanged(before: Seen, now: Seen): string {
  return before.size === now.size
    ? 'was written to'
    : `went from ${before.size} to ${countText(now.size, 'byte')}`;
}

import {
  close,
  closeSync,
  fstat,
  fstatSync,
  open,
  openSync,
  read,
  readSync,
  type Stats,
  stat,
  statSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { FaultError } from '@ballast/resource-model';
import type { LoadControl } from '@ballast/results-model';
import { accessFault, notAFileFault } from './access-fault.ts';

const readAsync = promisify(read);
const openAsync = promisify(open);
const closeAsync = promisify(close);
const statAsync = promisify<string, Stats>(stat);
const fstatAsync = promisify<number, Stats>(fstat);

/** Size of the pieces of one load: small enough that a paused load stops soon, large enough to keep storage busy. */
const LOAD_PIECE = 16 * 1024 * 1024;

/** A regular file that is open for reading. Every failure is a fault that names the path. */
export class InputFile {
  readonly path: string;
  /** Size of the file when it was opened; nothing beyond it is ever read, even while a simulation appends. */
  readonly size: number;
  #descriptor: number | null;
  /** The first bytes, once they have been read. */
  #head: Uint8Array | null = null;

  private constructor(path: string, size: number, descriptor: number) {
    this.path = path;
    this.size = size;
    this.#descriptor = descriptor;
  }

  /** Faults: `FILE_NOT_FOUND`, `FILE_IS_FOLDER`, `FILE_UNREADABLE`, `FILE_EMPTY`. */
  static open(path: string): InputFile {
    const { size, descriptor } = openRegular(path);
    if (size > 0) return new InputFile(path, size, descriptor);
    closeSync(descriptor);
    throw emptyFault(path);
  }

  /** The same without blocking this thread, so that many files can be opened at the same time. */
  static async openMeanwhile(path: string): Promise<InputFile> {
    const { size, descriptor } = await openRegularMeanwhile(path);
    if (size > 0) return new InputFile(path, size, descriptor);
    await closeAsync(descriptor);
    throw emptyFault(path);
  }

  /** The first bytes, up to `length`. `load` does not read them again if they are all that it loads: a small file. */
  head(length: number): Uint8Array {
    const target = Buffer.allocUnsafe(Math.min(length, this.size));
    let filled = 0;
    try {
      while (filled < target.length) {
        const count = readSync(this.#open(), target, filled, target.length - filled, filled);
        if (count === 0) break;
        filled += count;
      }
    } catch (error) {
      throw accessFault(this.path, error);
    }
    this.#head = target.subarray(0, filled);
    return this.#head;
  }

  /** Fills `target` from `position`. Fault `FILE_CHANGED` if the file has become shorter since it was opened. */
  async fill(target: Uint8Array, position: number): Promise<void> {
    let filled = 0;
    while (filled < target.length) {
      const count = await this.#readOnce(target, filled, position + filled);
      if (count === 0) throw this.changed(`${position + target.length} bytes`, `${position + filled} bytes`);
      filled += count;
    }
  }

  /**
   * Reads a part into `target`, which is as long; by default its own memory (offset 0 of its ArrayBuffer, so that any typed
   * view is aligned).
   */
  async load(
    position: number,
    length: number,
    control: LoadControl,
    target: Buffer = Buffer.allocUnsafeSlow(length),
  ): Promise<Buffer> {
    for (let at = 0; at < length; at += LOAD_PIECE) {
      const piece = target.subarray(at, Math.min(at + LOAD_PIECE, length));
      await control.chunk(piece.length);
      if (!this.#copyHead(piece, position + at)) await this.fill(piece, position + at);
    }
    return target;
  }

  changed(expected: string, found: string): FaultError {
    return new FaultError({
      code: 'FILE_CHANGED',
      message: `${this.path} changed while it was read: expected ${expected}, found ${found}`,
      hint: 'wait until the simulation has ended, then run the batch again',
      details: { path: this.path, expected, found },
      class: 'input-changed',
    });
  }

  close(): void {
    if (this.#descriptor === null) return;
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    this.#head = null;
    closeSync(descriptor);
  }

  /** False, and nothing is copied, unless all of it is among the first bytes: parts may be of different states of a file. */
  #copyHead(target: Uint8Array, position: number): boolean {
    const known = this.#head?.subarray(position, position + target.length);
    if (known?.length !== target.length) return false;
    target.set(known);
    return true;
  }

  async #readOnce(target: Uint8Array, offset: number, position: number): Promise<number> {
    const descriptor = this.#open();
    try {
      const { bytesRead } = await readAsync(descriptor, target, offset, target.length - offset, position);
      return bytesRead;
    } catch (error) {
      throw accessFault(this.path, error);
    }
  }

  #open(): number {
    if (this.#descriptor === null) throw new Error(`read of a closed file: ${this.path}`);
    return this.#descriptor;
  }
}

function openRegular(path: string): { size: number; descriptor: number } {
  let descriptor: number | null = null;
  try {
    // Checked before opening, because opening a pipe would wait for a writer indefinitely.
    requireFile(path, statSync(path));
    descriptor = openSync(path, 'r');
    const stat = fstatSync(descriptor);
    requireFile(path, stat);
    return { size: stat.size, descriptor };
  } catch (error) {
    if (descriptor !== null) closeSync(descriptor);
    throw accessFault(path, error);
  }
}

async function openRegularMeanwhile(path: string): Promise<{ size: number; descriptor: number }> {
  let descriptor: number | null = null;
  try {
    // A pipe would wait for a writer, as above.
    requireFile(path, await statAsync(path));
    descriptor = await openAsync(path, 'r');
    const found = await fstatAsync(descriptor);
    requireFile(path, found);
    return { size: found.size, descriptor };
  } catch (error) {
    if (descriptor !== null) await closeAsync(descriptor);
    throw accessFault(path, error);
  }
}

function emptyFault(path: string): FaultError {
  return new FaultError({
    code: 'FILE_EMPTY',
    message: `${path} is empty (0 bytes)`,
    hint: 'if the simulation has not finished, run it again; otherwise leave the file out',
    details: { path },
  });
}

function requireFile(path: string, stat: { isFile(): boolean; isDirectory(): boolean }): void {
  if (!stat.isFile()) throw notAFileFault(path, stat.isDirectory());
}

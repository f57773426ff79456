import { closeSync, fstatSync, openSync, read, readSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { FaultError } from '@ballast/resource-model';
import type { LoadControl } from '@ballast/results-model';
import { accessFault, notAFile } from './access-fault.ts';

const readAsync = promisify(read);

/** A larger report is read in pieces of this size, in bytes. */
const PIECE = 256 * 1024;
/** No line of a report is longer, in bytes. */
const LONGEST_LINE = 1 << 20;
const LINE_FEED = 10;

/** How a pass over the lines of a report ended. */
export interface Passed {
  readonly lines: number;
  /** Whether the last line had no line feed: it was not handed out, since the rest of it is missing. */
  readonly cut: boolean;
}

/** A report that is open for reading. */
export class ReportFile {
  readonly path: string;
  /** Size when it was opened; nothing beyond it is read. */
  readonly size: number;
  readonly #descriptor: number;
  #closed = false;
  /** The whole of a small report. */
  #whole: Buffer | null = null;

  private constructor(path: string, size: number, descriptor: number) {
    this.path = path;
    this.size = size;
    this.#descriptor = descriptor;
  }

  /** Faults: FILE_NOT_FOUND, FILE_UNREADABLE. */
  static open(path: string): ReportFile {
    let descriptor: number | null = null;
    try {
      // Checked before opening: opening a pipe would wait for a writer.
      if (!statSync(path).isFile()) throw notAFile(path);
      descriptor = openSync(path, 'r');
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) throw notAFile(path);
      return new ReportFile(path, stat.size, descriptor);
    } catch (error) {
      if (descriptor !== null) closeSync(descriptor);
      throw accessFault(path, error);
    }
  }

  /** The whole lines among the first bytes; the last line too if it is the end of the file. */
  head(bytes: number): string[] {
    const piece = this.#readSync(Math.min(bytes, this.size));
    const end = bytes >= this.size ? piece.length : piece.lastIndexOf(LINE_FEED);
    return decoded(withoutMark(piece.subarray(0, Math.max(0, end)))).split(/\r?\n/);
  }

  /** Hands out every whole line, without its end. Faults: FILE_CHANGED, LINE_TOO_LONG. */
  async lines(take: (line: string) => void, control: LoadControl): Promise<Passed> {
    let count = 0;
    let rest: Buffer = Buffer.alloc(0);
    for (let at = 0; at < this.size; ) {
      const piece = await this.#piece(at, control);
      const block: Buffer =
        rest.length === 0 ? (at === 0 ? withoutMark(piece) : piece) : Buffer.concat([rest, piece]);
      const end = block.lastIndexOf(LINE_FEED) + 1;
      count += handOut(block.subarray(0, end), take);
      rest = block.subarray(end);
      if (rest.length > LONGEST_LINE) throw tooLong(this.path, count + 1);
      // The buffer of the piece is used again.
      rest = Buffer.from(rest);
      at += piece.length;
    }
    return { lines: count, cut: rest.length > 0 };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#whole = null;
    closeSync(this.#descriptor);
  }

  async #piece(at: number, control: LoadControl): Promise<Buffer> {
    const length = Math.min(PIECE, this.size - at);
    await control.chunk(length);
    if (this.size <= PIECE) return this.#readSync(length);
    const target = Buffer.allocUnsafe(length);
    try {
      const { bytesRead } = await readAsync(this.#descriptor, target, 0, length, at);
      if (bytesRead === 0) throw this.#changed(at);
      return target.subarray(0, bytesRead);
    } catch (error) {
      throw accessFault(this.path, error);
    }
  }

  #readSync(length: number): Buffer {
    if (this.#whole !== null && this.#whole.length >= length) return this.#whole.subarray(0, length);
    const target = Buffer.allocUnsafe(length);
    let filled = 0;
    try {
      while (filled < length) {
        const count = readSync(this.#descriptor, target, filled, length - filled, filled);
        if (count === 0) throw this.#changed(filled);
        filled += count;
      }
    } catch (error) {
      throw accessFault(this.path, error);
    }
    if (length === this.size) this.#whole = target;
    return target;
  }

  #changed(found: number): FaultError {
    return new FaultError({
      code: 'FILE_CHANGED',
      message: `${this.path} changed while it was read: expected ${this.size} bytes, found ${found}`,
      hint: 'wait until the simulation has ended, then run the batch again',
      details: { path: this.path },
      class: 'input-changed',
    });
  }
}

/** Returns the number of lines. */
function handOut(block: Buffer, take: (line: string) => void): number {
  let count = 0;
  for (let from = 0; from < block.length; ) {
    const end = block.indexOf(LINE_FEED, from);
    const last = block[end - 1] === 13 ? end - 1 : end;
    take(decoded(block.subarray(from, Math.max(from, last))));
    count += 1;
    from = end + 1;
  }
  return count;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Names may be written in UTF-8 or in Latin-1. */
function decoded(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character that is one byte in both
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  try {
    return UTF8.decode(bytes);
  } catch {
    return text;
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function tooLong(path: string, line: number): FaultError {
  return new FaultError({
    code: 'LINE_TOO_LONG',
    message: `${path} line ${line} is longer than 1 MiB, which no line of a report is`,
    hint: 'leave it out with inputs.exclude, or name the reader that it is for',
    details: { path, line },
    class: 'wrong-format',
  });
}

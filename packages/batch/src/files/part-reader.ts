import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FilePart, readPart, statOfFile } from './digest.ts';

/** Files that are open at a time. */
const MOST_OPEN = 8;
/** A longer part is compared with the length of the file first: a journal may claim any length. */
const LONG = 1 << 20;

/** Reads parts of files as `readPart` does, many of a few files: each is looked up and opened once. */
export class PartReader implements Disposable {
  /** The one that was used last is the last. */
  readonly #open = new Map<string, number>();

  /** Null if there is no file with this name; throws the system's other errors. */
  read(path: string, part: FilePart | null): Buffer | null {
    if (part === null) return readPart(path, null);
    const fd = this.#fileOf(path);
    if (fd === null) return null;
    const { offset, bytes } = part;
    const length = bytes <= LONG ? bytes : Math.min(bytes, fstatSync(fd).size - offset);
    const content = Buffer.allocUnsafe(Math.max(0, length));
    let filled = 0;
    while (filled < content.length) {
      const count = readSync(fd, content, filled, content.length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return content.subarray(0, filled);
  }

  /** Closes all files; they are opened again if they are needed again. */
  [Symbol.dispose](): void {
    for (const fd of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #fileOf(path: string): number | null {
    const known = this.#open.get(path);
    if (known !== undefined) {
      if (this.#open.size > 1) {
        this.#open.delete(path);
        this.#open.set(path, known);
      }
      return known;
    }
    if (statOfFile(path) === null) return null;
    const fd = openSync(path, 'r');
    this.#open.set(path, fd);
    const [oldest] = this.#open;
    if (this.#open.size > MOST_OPEN && oldest !== undefined) {
      this.#open.delete(oldest[0]);
      closeSync(oldest[1]);
    }
    return fd;
  }
}

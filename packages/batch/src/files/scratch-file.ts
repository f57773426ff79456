import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { modeIn } from './mode-in.ts';
import { discard, temporaryOf } from './whole-file.ts';

/** Bytes that are read at a time. */
const PIECE = 1 << 18;

/**
 * A file for what is too large to keep in memory until `path` is written: next to it, under one of its temporary names, so that
 * it is removed like any unfinished file. Throws the system's errors.
 */
export interface ScratchFile extends Disposable {
  write(bytes: Uint8Array): void;
  /** A part of what was written. */
  read(at: number, length: number): Buffer;
  /** Everything that was written; each piece is valid until the next one. */
  pieces(): Generator<Uint8Array>;
}

export function createScratchFile(path: string): ScratchFile {
  const temporary = temporaryOf(path);
  const fd = openSync(temporary, 'wx+', modeIn(dirname(path)));
  let bytes = 0;
  return {
    write: (data) => {
      for (let written = 0; written < data.length; )
        written += writeSync(fd, data, written, data.length - written, bytes + written);
      bytes += data.length;
    },
    read: (at, length) => {
      const data = Buffer.allocUnsafe(length);
      for (let filled = 0; filled < length; ) {
        const read = readSync(fd, data, filled, length - filled, at + filled);
        if (read === 0) throw new Error(`${temporary} has become shorter`);
        filled += read;
      }
      return data;
    },
    pieces: function* () {
      const buffer = Buffer.allocUnsafe(PIECE);
      for (let at = 0; at < bytes; ) {
        const read = readSync(fd, buffer, 0, Math.min(PIECE, bytes - at), at);
        if (read === 0) throw new Error(`${temporary} has become shorter`);
        at += read;
        yield buffer.subarray(0, read);
      }
    },
    [Symbol.dispose]: () => {
      try {
        closeSync(fd);
      } catch {
        // Nothing of it will be used.
      }
      discard(temporary);
    },
  };
}

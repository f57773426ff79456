import type { LoadControl } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { lend, takeBack } from '../files/spare-buffer.ts';
import { DIALECT_HEAD, dialectOf, isSeparated } from './encoding/dialect.ts';
import { streamRecoded } from './encoding/recoded-source.ts';
import { recoded } from './encoding/recoder.ts';
import { lineTooLong, STREAM_BUFFER, TAIL, type TextSource, wholeLines } from './text-source.ts';

/** Reads all bytes at once and closes the file. */
export async function loadText(file: InputFile, control: LoadControl): Promise<TextSource> {
  const buffer = lend(file.size);
  const loaded = await file.load(0, file.size, control, buffer);
  file.close();
  return { ...loadedText(loaded), close: () => takeBack(buffer) };
}

/** A text whose bytes have all been read. */
export function loadedText(loaded: Uint8Array): TextSource {
  const dialect = dialectOf(loaded.subarray(0, DIALECT_HEAD));
  const bytes = dialect === null ? loaded : recoded(loaded, dialect);
  const end = wholeLines(bytes.subarray(0, STREAM_BUFFER), bytes.length);
  return {
    inMemory: true,
    size: bytes.length,
    separated: isSeparated(dialect),
    head: () => Promise.resolve({ bytes, end }),
    tail: () => Promise.resolve(bytes),
    walk: (start, feed) => {
      feed(bytes, { from: start, to: bytes.length, last: true });
      return Promise.resolve();
    },
    close: () => undefined,
  };
}

/** Reads the bytes again on each walk. */
export function streamText(file: InputFile, control: LoadControl): TextSource {
  const dialect = dialectOf(file.head(DIALECT_HEAD));
  return dialect === null ? streamPlain(file, control) : streamRecoded(file, dialect, control);
}

/** Reads into the same memory on each walk. */
function streamPlain(file: InputFile, control: LoadControl): TextSource {
  const buffer = Buffer.allocUnsafeSlow(STREAM_BUFFER);
  const fill = async (kept: number, position: number): Promise<number> => {
    const count = Math.min(buffer.length - kept, file.size - position);
    await control.chunk(count);
    await file.fill(buffer.subarray(kept, kept + count), position);
    return count;
  };
  return {
    inMemory: false,
    size: file.size,
    separated: false,
    head: async () => {
      const count = await fill(0, 0);
      return { bytes: buffer, end: wholeLines(buffer.subarray(0, count), file.size) };
    },
    tail: async () => {
      const bytes = Buffer.allocUnsafeSlow(Math.min(TAIL, file.size));
      await control.chunk(bytes.length);
      await file.fill(bytes, file.size - bytes.length);
      if (bytes.length === file.size) return bytes;
      const found = bytes.indexOf(0x0a);
      return found < 0 ? null : bytes.subarray(found + 1);
    },
    walk: async (start, feed) => {
      let kept = 0;
      for (let position = start; position < file.size; ) {
        const count = await fill(kept, position);
        position += count;
        const to = kept + count;
        const reached = feed(buffer, { from: 0, to, last: position === file.size });
        if (reached === 0 && to === buffer.length) throw lineTooLong(file);
        buffer.copyWithin(0, reached, to);
        kept = to - reached;
      }
    },
    close: () => file.close(),
  };
}

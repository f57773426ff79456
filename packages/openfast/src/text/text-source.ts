import { FaultError } from '@ballast/resource-model';
import type { LoadControl } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { DIALECT_HEAD, dialectOf } from './encoding/dialect.ts';
import { streamRecoded } from './encoding/recoded-source.ts';
import { recoded } from './encoding/recoder.ts';

/**
 * Takes bytes `[from, to)` of a piece and returns how far it got. The rest comes again with the next piece. `last` is
 * true for the final piece, which must be consumed completely.
 */
export type Feed = (bytes: Uint8Array, range: { from: number; to: number; last: boolean }) => number;

/** The bytes of a text file, piece by piece, as often as needed. */
export interface TextSource {
  /** True if walking needs no reading. */
  readonly inMemory: boolean;
  /** Bytes that a walk from the start passes on; an estimate for a streamed text of another encoding. */
  readonly size: number;
  /** True if commas or semicolons separated the fields of its rows. */
  readonly separated: boolean;
  /** The first complete lines (all of them in a short file); valid until `walk` is called. */
  head(): Promise<{ readonly bytes: Uint8Array; readonly end: number }>;
  /**
   * The last bytes, from the start of a line on; null if they contain no complete line. Also valid until `walk` is
   * called.
   */
  tail(): Promise<Uint8Array | null>;
  walk(start: number, feed: Feed): Promise<void>;
  close(): void;
}

/** Size in which a header must be found, and the longest line possible while streaming, in bytes. */
export const STREAM_BUFFER: number = 4 * 1024 * 1024;
/** Size of the tail in which the last row of a streamed file is searched, in bytes. */
export const TAIL: number = 256 * 1024;

/** The end of the last complete line among a file's first bytes; the end of the file also ends its last line. */
export function wholeLines(head: Uint8Array, size: number): number {
  return head.length === size ? size : head.lastIndexOf(0x0a) + 1;
}

/** Reads all bytes at once and closes the file. */
export async function loadText(file: InputFile, control: LoadControl): Promise<TextSource> {
  const loaded = await file.load(0, file.size, control);
  file.close();
  const dialect = dialectOf(loaded.subarray(0, DIALECT_HEAD));
  const bytes = dialect === null ? loaded : recoded(loaded, dialect);
  const end = wholeLines(bytes.subarray(0, STREAM_BUFFER), bytes.length);
  return {
    inMemory: true,
    size: bytes.length,
    separated: (dialect?.separator ?? null) !== null,
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

export function lineTooLong({ path }: InputFile): FaultError {
  return new FaultError({
    code: 'LINE_TOO_LONG',
    message: `${path} has a line of more than ${STREAM_BUFFER} characters, which OpenFAST never writes`,
    hint: 'leave it out of the batch: it is damaged or not an OpenFAST text file',
    details: { path },
  });
}

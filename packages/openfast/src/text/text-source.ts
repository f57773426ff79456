import { FaultError } from '@ballast/resource-model';
import type { LoadControl } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';

/**
 * Takes bytes `[from, to)` of a piece; returns how far it got. What it leaves comes again with the next piece.
 * `last` is true for the final piece, of which nothing may be left.
 */
export type Feed = (bytes: Uint8Array, range: { from: number; to: number; last: boolean }) => number;

/** The bytes of a text file, piece by piece, as often as wanted. */
export interface TextSource {
  /** Walking costs no reading. */
  readonly inMemory: boolean;
  /** The first whole lines (all of them in a short file); valid until `walk` is called. */
  head(): Promise<{ readonly bytes: Uint8Array; readonly end: number }>;
  /** The last bytes from the beginning of a line on; null where they hold no whole line. Valid until `walk`, too. */
  tail(): Promise<Uint8Array | null>;
  walk(start: number, feed: Feed): Promise<void>;
  close(): void;
}

/** Bytes in which a header must be found, and the longest line that is possible while streaming. */
const STREAM_BUFFER: number = 4 * 1024 * 1024;
/** Bytes in which the last row of a streamed file is looked for. */
const TAIL: number = 256 * 1024;

/** Where the last whole line among a file's first bytes ends; the end of the file ends its last line. */
export function wholeLines(head: Uint8Array, size: number): number {
  return head.length === size ? size : head.lastIndexOf(0x0a) + 1;
}

/** Reads all bytes at once; the file is closed afterwards. */
export async function loadText(file: InputFile, control: LoadControl): Promise<TextSource> {
  const bytes = await file.load(0, file.size, control);
  file.close();
  const end = wholeLines(bytes.subarray(0, STREAM_BUFFER), bytes.length);
  return {
    inMemory: true,
    head: () => Promise.resolve({ bytes, end }),
    tail: () => Promise.resolve(bytes),
    walk: (start, feed) => {
      feed(bytes, { from: start, to: bytes.length, last: true });
      return Promise.resolve();
    },
    close: () => undefined,
  };
}

/** Reads the bytes every time they are walked, into the same memory. */
export function streamText(file: InputFile, control: LoadControl): TextSource {
  const buffer = Buffer.allocUnsafeSlow(STREAM_BUFFER);
  const fill = async (kept: number, position: number): Promise<number> => {
    const count = Math.min(buffer.length - kept, file.size - position);
    await control.chunk(count);
    await file.fill(buffer.subarray(kept, kept + count), position);
    return count;
  };
  return {
    inMemory: false,
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

function lineTooLong({ path }: InputFile): FaultError {
  return new FaultError({
    code: 'LINE_TOO_LONG',
    message: `${path} has a line of more than ${STREAM_BUFFER} characters; OpenFAST writes none.`,
    hint: 'The file is damaged or not an OpenFAST text file: leave it out of the batch.',
    details: { path },
  });
}

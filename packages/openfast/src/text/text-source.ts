import { FaultError } from '@ballast/resource-model';
import type { InputFile } from '../files/input-file.ts';

/**
 * Takes bytes `[from, to)` of a piece and returns how far it got. The rest comes again with the next piece. `last` is
 * true for the final piece, which must be consumed completely.
 */
export type Feed = (bytes: Uint8Array, range: { from: number; to: number; last: boolean }) => number;

/** The bytes of a text file, piece by piece, as often as needed. */
export interface TextSource {
  /** True if walking needs no reading. */
  readonly inMemory: boolean;
  /** Bytes that a walk from the start passes on; an estimate from its head for a streamed text of another dialect. */
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

export function lineTooLong({ path }: InputFile): FaultError {
  return new FaultError({
    code: 'LINE_TOO_LONG',
    message: `${path} has a line of more than ${STREAM_BUFFER} characters, which OpenFAST never writes`,
    hint: 'leave it out of the batch: it is damaged or not an OpenFAST text file',
    details: { path },
  });
}

import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { modeIn } from '../../files/mode-in.ts';
import { entryName, RESULTS } from '../../folder/result-names.ts';

/** Results that wait to be written take no more than this, in bytes. */
const MOST_WAITING = 256 * 1024;

/** Where a worker may create a file for its results. */
export interface SegmentFolder {
  /** Absolute. */
  readonly folder: string;
  /** What the names of all files of this coordinator begin with. */
  readonly own: string;
}

/** `together`: results wait for `write`, since a write for each takes a part of a brief task. */
export type Writing = 'at-once' | 'together';

interface OpenSegment {
  readonly fd: number;
  readonly name: string;
  /** How much was written. */
  end: number;
}

/**
 * A file to which a worker appends its results, one behind the other. Nothing is synced here: the coordinator does that for
 * many results at a time, before it syncs the records that name them.
 */
export interface Segment {
  /** Returns the name of the result in the journal; throws the system's error, and nothing counts as written then. */
  append(content: Uint8Array, of: { readonly task: number; readonly attempt: number }): string;
  /**
   * Writes what waits: call it before those results are reported. Throws the system's error; they wait on then, and none of them
   * counts as written.
   */
  write(): void;
  /** What is appended afterwards goes to another file. What waits is not written. */
  close(): void;
}

export function segmentIn({ folder, own }: SegmentFolder, writing: Writing = 'at-once'): Segment {
  let open: OpenSegment | null = null;
  let waiting: Buffer | null = null;
  let length = 0;
  const close = (): void => {
    if (open !== null) closeSync(open.fd);
    open = null;
    length = 0;
  };
  const write = (): void => {
    if (open === null || waiting === null || length === 0) return;
    writeAt(open, waiting.subarray(0, length));
    open.end += length;
    length = 0;
  };
  return {
    close,
    write,
    append: (content, { task, attempt }) => {
      // Results in a file that somebody has removed would be lost without a word.
      if (length === 0 && open !== null && fstatSync(open.fd).nlink === 0) close();
      open ??= create(folder, own);
      const isHeld = writing === 'together' && content.length <= MOST_WAITING;
      if (!isHeld || length + content.length > MOST_WAITING) write();
      const offset = open.end + length;
      if (isHeld) {
        waiting ??= Buffer.allocUnsafeSlow(MOST_WAITING);
        waiting.set(content, length);
        length += content.length;
      } else {
        writeAt(open, content);
        open.end += content.length;
      }
      return entryName({ segment: `${RESULTS}/${open.name}`, task, attempt, offset });
    },
  };
}

function writeAt({ fd, end }: OpenSegment, data: Uint8Array): void {
  for (let written = 0; written < data.length; )
    written += writeSync(fd, data, written, data.length - written, end + written);
}

function create(folder: string, own: string): OpenSegment {
  const name = `${own}-${randomBytes(4).toString('hex')}.results`;
  return { fd: openSync(path.join(folder, name), 'wx', modeIn(folder)), name, end: 0 };
}

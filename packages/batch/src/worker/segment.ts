import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { modeIn } from '../files/mode-in.ts';
import { entryName, RESULTS } from '../folder/result-names.ts';

/** Where a worker may create a file for its results. */
export interface SegmentFolder {
  /** Absolute. */
  readonly folder: string;
  /** What the names of all files of this coordinator begin with. */
  readonly own: string;
}

interface OpenSegment {
  readonly fd: number;
  readonly name: string;
  end: number;
}

/**
 * A file to which a worker appends its results, one behind the other. Nothing is synced here: the coordinator does that for
 * many results at a time, before it syncs the records that name them.
 */
export interface Segment {
  /** Returns the name of the result in the journal; throws the system's error, and nothing counts as written then. */
  append(content: Uint8Array, of: { readonly task: number; readonly attempt: number }): string;
  /** What is appended afterwards goes to another file. */
  close(): void;
}

export function segmentIn({ folder, own }: SegmentFolder): Segment {
  let open: OpenSegment | null = null;
  const close = (): void => {
    if (open !== null) closeSync(open.fd);
    open = null;
  };
  return {
    close,
    append: (content, { task, attempt }) => {
      // Results in a file that somebody has removed would be lost without a word.
      if (open !== null && fstatSync(open.fd).nlink === 0) close();
      open ??= create(folder, own);
      const offset = open.end;
      let written = 0;
      while (written < content.length)
        written += writeSync(open.fd, content, written, content.length - written, offset + written);
      open.end += written;
      return entryName({ segment: `${RESULTS}/${open.name}`, task, attempt, offset });
    },
  };
}

function create(folder: string, own: string): OpenSegment {
  const name = `${own}-${randomBytes(4).toString('hex')}.results`;
  return { fd: openSync(path.join(folder, name), 'wx', modeIn(folder)), name, end: 0 };
}

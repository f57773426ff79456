import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import { countText } from '@ballast/text';

/** The content of a file in short. */
export interface Written {
  readonly bytes: number;
  /** In lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Bytes of a file that are hashed at a time. */
const PIECE = 1 << 20;

export function digestOf(content: Buffer): Written {
  return { bytes: content.length, sha256: hash('sha256', content, 'hex') };
}

/** Reads a whole file. Null if there is no file with this name; throws the system's other errors. */
export function digestOfFile(path: string): Written | null {
  if (statOfFile(path) === null) return null;
  const fd = openSync(path, 'r');
  try {
    const digest = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, Math.max(1, fstatSync(fd).size)));
    let bytes = 0;
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) {
      digest.update(buffer.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: digest.digest('hex') };
  } finally {
    closeSync(fd);
  }
}

/** The same; null as well for a file that cannot be read. */
export function digestOrNull(path: string): Written | null {
  try {
    return digestOfFile(path);
  } catch {
    return null;
  }
}

/** A part of a file. */
export interface FilePart {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * The content of a file, or a part of it, which is shorter if the file ends before. Null if there is no file with this name;
 * throws the system's other errors.
 */
export function readPart(path: string, part: FilePart | null): Buffer | null {
  const stat = statOfFile(path);
  if (stat === null) return null;
  if (part === null) return readFileSync(path);
  // A journal may claim any length.
  const content = Buffer.allocUnsafe(Math.max(0, Math.min(part.bytes, stat.size - part.offset)));
  const fd = openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < content.length) {
      const count = readSync(fd, content, filled, content.length - filled, part.offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return content.subarray(0, filled);
  } finally {
    closeSync(fd);
  }
}

/** Null unless it is a file: Ballast writes no links, and opening a pipe would wait for a writer. */
export function statOfFile(path: string): Stats | null {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true ? stat : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw error;
  }
}

const MISSING = 'the file is missing';

/**
 * How a file differs from what was written, for the end of a sentence; null if it does not. `expected`: null if it is
 * unknown, so that only a missing file differs. `found`: null for a missing file.
 */
export function difference(expected: Written | null, found: Written | null): string | null {
  if (found === null) return MISSING;
  if (expected === null) return null;
  if (found.bytes !== expected.bytes) return sizeDifference(expected.bytes, found.bytes);
  if (found.sha256 === expected.sha256) return null;
  return `expected SHA-256 ${short(expected.sha256)}, found ${short(found.sha256)}`;
}

/** The same by size alone. `offset`: where it begins in a file of several; null for a whole file. */
export function differenceInSize(
  expected: Written | null,
  path: string,
  offset: number | null = null,
): string | null {
  try {
    const stat = statOfFile(path);
    if (stat === null) return MISSING;
    if (expected === null) return null;
    const { bytes } = expected;
    const found = offset === null ? stat.size : Math.max(0, Math.min(bytes, stat.size - offset));
    return found === bytes ? null : sizeDifference(bytes, found);
  } catch (error) {
    return (error as Error).message;
  }
}

function sizeDifference(expected: number, found: number): string {
  return `expected ${countText(expected, 'byte')}, found ${found}`;
}

/** Enough digits to compare by eye. */
function short(sha256: string): string {
  return `${sha256.slice(0, 12)}…`;
}

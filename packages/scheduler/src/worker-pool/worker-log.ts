import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { openNoLink } from '../platform/open-no-link.ts';

/** Lines kept in memory for the report of a worker's end, and characters kept of each. */
const KEPT_LINES = 20;
const LINE_LENGTH = 500;
/** A log of this size becomes the earlier part, which replaces the one before. */
const PART_SIZE = 1024 * 1024;

export interface LogPlace {
  /** Absolute. Its folder is made when it is needed; the parent of that folder must exist. */
  readonly path: string;
  /** What the journal calls it. */
  readonly name: string;
}

/**
 * What a worker writes to its standard output and error. Keeps the last lines of standard error in memory and everything
 * in a file of bounded size, which is made with the first byte. It is data: nothing in it is ever interpreted. If the log
 * cannot be written, only the log is lost.
 */
export class WorkerLog {
  readonly #place: LogPlace | null;
  readonly #decoder = new StringDecoder('utf8');
  readonly #lines: string[] = [];
  #rest = '';
  #fd: number | null = null;
  #size = 0;
  #written = false;
  #kept = false;
  #broken = false;

  /** `place`: null for no file. */
  constructor(place: LogPlace | null) {
    this.#place = place;
  }

  /** What the journal calls the file; null if nothing was written. */
  get file(): string | null {
    return this.#written ? (this.#place?.name ?? null) : null;
  }

  get lastLines(): string[] {
    return [...this.#lines, ...asLines([this.#rest])].slice(-KEPT_LINES);
  }

  out(data: Buffer): void {
    this.#write(data);
  }

  err(data: Buffer): void {
    this.#write(data);
    const lines = (this.#rest + this.#decoder.write(data)).split(/\r?\n/);
    // Cut a line that does not end: it could grow without limit.
    this.#rest = (lines.pop() ?? '').slice(-LINE_LENGTH);
    this.#lines.push(...asLines(lines.slice(-KEPT_LINES)));
    this.#lines.splice(0, Math.max(0, this.#lines.length - KEPT_LINES));
  }

  close(): void {
    const fd = this.#fd;
    this.#fd = null;
    this.#broken = true;
    if (fd !== null) closeSync(fd);
  }

  /** From now on `discard` leaves the file. */
  keep(): void {
    this.#kept = true;
  }

  /** For a worker that ended well: removes the file, unless something had gone wrong in it before. */
  discard(): void {
    this.close();
    if (this.#place === null || !this.#written || this.#kept) return;
    this.#written = false;
    const { path } = this.#place;
    try {
      for (const file of [path, earlier(path)]) rmSync(file, { force: true });
      rmdirSync(dirname(path));
    } catch {
      // Other logs are in the folder, or the file cannot be removed: only a log is left behind.
    }
  }

  #write(data: Buffer): void {
    if (this.#place === null || this.#broken || data.length === 0) return;
    const { path } = this.#place;
    try {
      if (this.#size >= PART_SIZE) this.#setAside(path);
      this.#fd ??= openLog(path);
      this.#written = true;
      // What a pipe delivers at once is far smaller than a part.
      this.#size += writeSync(this.#fd, data);
    } catch {
      this.close();
    }
  }

  #setAside(path: string): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
    this.#size = 0;
    renameSync(path, earlier(path));
  }
}

/**
 * The folder may exist, or may have been removed with another log. The name can be guessed: a link that was planted there
 * gets nothing.
 */
function openLog(path: string): number {
  try {
    mkdirSync(dirname(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!lstatSync(dirname(path)).isDirectory()) throw new Error(`${dirname(path)} is not a folder`);
  const fd = openNoLink(path, 'a', 0o600);
  if (fstatSync(fd).nlink <= 1) return fd;
  closeSync(fd);
  throw new Error(`${path} has another name, too`);
}

function asLines(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '').map((line) => line.slice(0, LINE_LENGTH));
}

/** Path of the earlier part. */
function earlier(path: string): string {
  return path.replace(/(\.log)?$/, '.earlier.log');
}

import { closeSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Lines that are kept in memory for the account of a worker's end, and the characters kept of each. */
const KEPT_LINES = 20;
const LINE_LENGTH = 500;
/** A log of this size is set aside as the earlier part, in the place of the one before. */
const PART_SIZE = 1024 * 1024;

export interface LogPlace {
  /** Absolute; its folder is made when it is needed, the one above has to be there. */
  readonly path: string;
  /** What the journal calls it. */
  readonly name: string;
}

/**
 * What a worker writes to its standard output and error: the last lines of the latter in memory, everything in a file
 * that is made with the first byte, bounded in size. It is data: nothing in it is ever interpreted. A log that cannot
 * be written costs the log alone.
 */
export class WorkerLog {
  readonly #place: LogPlace | null;
  readonly #decoder = new StringDecoder('utf8');
  readonly #lines: string[] = [];
  #rest = '';
  #fd: number | null = null;
  #size = 0;
  #written = false;
  #broken = false;

  /** `place`: null for no file. */
  constructor(place: LogPlace | null) {
    this.#place = place;
  }

  /** What the journal calls the file; null where nothing was written. */
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
    // A line without end is cut, or it would be kept whole however long it grows.
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

  /** For a worker that did nothing worth a log. */
  discard(): void {
    this.close();
    if (this.#place === null || !this.#written) return;
    this.#written = false;
    const { path } = this.#place;
    try {
      for (const file of [path, earlier(path)]) rmSync(file, { force: true });
      rmdirSync(dirname(path));
    } catch {
      // Other logs are in the folder; and what stays behind is no more than a log.
    }
  }

  #write(data: Buffer): void {
    if (this.#place === null || this.#broken || data.length === 0) return;
    const { path } = this.#place;
    try {
      if (this.#size >= PART_SIZE) this.#setAside(path);
      this.#fd ??= openLog(path);
      this.#written = true;
      // One piece of a pipe is far smaller than a part.
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

/** Its folder may be there, or may have been taken away with another log. */
function openLog(path: string): number {
  try {
    mkdirSync(dirname(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return openSync(path, 'a', 0o600);
}

function asLines(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '').map((line) => line.slice(0, LINE_LENGTH));
}

/** Where the part before is. */
function earlier(path: string): string {
  return path.replace(/(\.log)?$/, '.earlier.log');
}

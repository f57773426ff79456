import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { FaultError } from '@ballast/resource-model';
import { renameWithPatience } from '../platform/rename-with-patience.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import type { Written } from './digest.ts';
import { modeIn } from './mode-in.ts';

/**
 * Writes a file whole or not at all: into a temporary file next to it, which is synced and then renamed.
 * `pieces` are written one after the other. Returns what was written; throws the system's error.
 */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<Written> {
  using file = new WholeFile(path);
  for (const piece of pieces) file.write(piece);
  // Awaited here: the file is disposed of when this function returns.
  return await file.commit();
}

/** The same, and its name is on storage too: after a loss of power the file is there. Throws the system's error. */
export async function writeDurably(path: string, pieces: Iterable<string>): Promise<Written> {
  const written = await writeWhole(path, pieces);
  await syncFolder(dirname(path));
  return written;
}

const BUFFER = 1 << 20;
/** After this many bytes a file that is written slowly is synced, so that little is left to sync at its end. */
const SYNC_AFTER = 8 << 20;
const BIG = { bigint: true } as const;
const fsyncAsync = promisify(fsync);

/** A file that exists after `commit` and not before; until then it has a temporary name next to its place. Throws the system's errors. */
export class WholeFile implements Disposable {
  readonly #path: string;
  readonly #temporary: string;
  #fd: number | null;
  #pending = '';
  readonly #hash = createHash('sha256');
  #bytes = 0;
  /** Null unless it is synced while it grows. */
  readonly #growing: GrowingSync | null;

  /** `isSlow`: whether it is written over a long time, while this process does other things. */
  constructor(path: string, { isSlow = false }: { readonly isSlow?: boolean } = {}) {
    this.#path = path;
    this.#growing = isSlow ? new GrowingSync(SYNC_AFTER) : null;
    this.#temporary = temporaryOf(path);
    this.#fd = openSync(this.#temporary, 'wx', modeIn(dirname(path)));
  }

  write(piece: string): void {
    this.#pending += piece;
    if (this.#pending.length >= BUFFER) this.#flush();
  }

  /** Bytes after everything that was written before. */
  writeBytes(bytes: Uint8Array): void {
    this.#flush();
    this.#append(bytes);
  }

  /** Whether nobody has removed, replaced or shortened it, and no sync has failed. */
  isSound(): boolean {
    if (this.#fd === null || this.#growing?.error != null) return false;
    try {
      const [named, open] = [lstatSync(this.#temporary, BIG), fstatSync(this.#fd, BIG)];
      const isSame = named.isFile() && named.ino === open.ino && named.dev === open.dev;
      return isSame && named.size === BigInt(this.#bytes);
    } catch {
      return false;
    }
  }

  async commit(): Promise<Written> {
    this.#flush();
    await this.#growing?.end();
    if (this.#fd !== null) fsyncSync(this.#fd);
    return await this.#placed();
  }

  /** The same without blocking this thread: file systems sync many files at a time in little more than the time of one. */
  async commitWithOthers(): Promise<Written> {
    this.#flush();
    await this.#growing?.end();
    if (this.#fd !== null) await fsyncAsync(this.#fd);
    return await this.#placed();
  }

  async #placed(): Promise<Written> {
    this.#close();
    await renameWithPatience(this.#temporary, this.#path);
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Removes what was not committed; never throws, which would hide why it was not. */
  [Symbol.dispose](): void {
    try {
      this.#close();
    } catch {
      // Nothing of it will be used.
    }
    discard(this.#temporary);
  }

  #flush(): void {
    const data = Buffer.from(this.#pending, 'utf8');
    this.#pending = '';
    this.#append(data);
  }

  #append(data: Uint8Array): void {
    if (this.#fd === null) throw new Error(`defect: ${this.#path} has been committed`);
    this.#hash.update(data);
    this.#bytes += data.length;
    for (let written = 0; written < data.length; ) written += writeSync(this.#fd, data, written);
    this.#growing?.written(this.#fd, data.length);
  }

  #close(): void {
    const fd = this.#fd;
    this.#fd = null;
    if (fd !== null) closeSync(fd);
  }
}

/** Syncs a file in the background while it grows. A system reports an error once only, so it is kept. */
class GrowingSync {
  readonly #after: number;
  /** Of any of the syncs. */
  error: Error | null = null;
  #unsynced = 0;
  #running: Promise<void> | null = null;

  constructor(after: number) {
    this.#after = after;
  }

  /** Throws what an earlier sync threw. */
  written(fd: number, bytes: number): void {
    if (this.error !== null) throw this.error;
    this.#unsynced += bytes;
    if (this.#unsynced < this.#after || this.#running !== null) return;
    this.#unsynced = 0;
    this.#running = fsyncAsync(fd)
      .catch((error: Error) => {
        this.error ??= error;
      })
      .finally(() => {
        this.#running = null;
      });
  }

  /** Throws what any of the syncs threw. */
  async end(): Promise<void> {
    await this.#running;
    if (this.error !== null) throw this.error;
  }
}

/**
 * Name of a file until it is whole: no other process, and no other writer in this one, uses the same name, and nobody can
 * guess it. Create it exclusively all the same.
 */
export function temporaryOf(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
}

/** The final name of a file with a temporary name; null for any other name. */
export function growsInto(name: string): string | null {
  return /^(.+)\.\d+(?:-[0-9a-f]{8})?\.part$/.exec(name)?.[1] ?? null;
}

/**
 * Puts a whole file into a second place, in one step: as a hard link if the file system has them, otherwise as a copy.
 * Fault OUTPUT_LINKED for a symbolic link; throws the system's error.
 */
export async function placeFile(from: string, to: string): Promise<void> {
  if (lstatSync(from).isSymbolicLink()) throw linked(from);
  const temporary = temporaryOf(to);
  try {
    linkOrCopy(from, temporary);
    await renameWithPatience(temporary, to);
  } finally {
    // Renaming one name of a file onto another one of it does nothing.
    discard(temporary);
  }
}

/** Removes a temporary file. Never throws: one that cannot be removed now is removed at the next start. */
export function discard(temporary: string): void {
  try {
    rmSync(temporary, { force: true });
  } catch {
    // See above.
  }
}

function linked(path: string): FaultError {
  return new FaultError({
    code: 'OUTPUT_LINKED',
    message: `${path} is a link, and nothing is read through links in an output folder`,
    hint: 'remove the link, or put the file that it points to in its place, then run the batch again',
    details: { path },
    class: 'output',
  });
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    syncContents(to);
  }
}

function syncContents(file: string): void {
  // Windows syncs only what is open for writing.
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

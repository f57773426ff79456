import { closeSync, fstatSync, openSync, readlinkSync, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** What a file system calls a file, whatever its name. */
export interface FileIdentity {
  readonly device: bigint;
  readonly number: bigint;
}

/** A file that is looked at. */
export interface FileThere extends FileIdentity {
  readonly size: bigint;
}

/** Of an open file; `names` is 0 once it has been removed. */
export function openFileIdentity(fd: number): FileThere & { readonly names: number } {
  const { dev, ino, size, nlink } = fstatSync(fd, { bigint: true });
  return { device: dev, number: ino, size, names: Number(nlink) };
}

/**
 * Of whatever has a name; null if nothing has it. On Windows the file is opened: only then does it have the same device as
 * an open file. Throws the system's error.
 */
export async function fileIdentityAt(path: string): Promise<FileThere | null> {
  try {
    const { dev, ino, size } = process.platform === 'win32' ? await statOpened(path) : await statNamed(path);
    return { device: dev, number: ino, size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

interface Stat {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
}

function statNamed(path: string): Promise<Stat> {
  return stat(path, { bigint: true });
}

async function statOpened(path: string): Promise<Stat> {
  const file = await open(path, 'r');
  try {
    return await file.stat({ bigint: true });
  } finally {
    await file.close();
  }
}

/** A folder that is held open, so that it can be found again under another name. */
export interface HeldFolder extends Disposable {
  /** Whether the folder that has a name now is this one; true if the system cannot tell. Throws the system's error. */
  isAt(folder: string): boolean;
  /** Whether the folder was removed; null if the system cannot tell. */
  isRemoved(): boolean | null;
  /** The present name of the folder; null if the system cannot tell. */
  path(): string | null;
}

/** Windows cannot open folders, and does not rename one in which a file is open. Throws the system's error. */
export function holdFolder(folder: string): HeldFolder {
  if (process.platform === 'win32')
    return { isAt: () => true, isRemoved: () => null, path: () => null, [Symbol.dispose]: () => undefined };
  const fd = openSync(folder, 'r');
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return {
    isAt: (path) => {
      const there = statSync(path, { bigint: true });
      return there.dev === dev && there.ino === ino;
    },
    isRemoved: () => fstatSync(fd).nlink === 0,
    path: () => linkTarget(`/proc/self/fd/${fd}`),
    [Symbol.dispose]: () => closeSync(fd),
  };
}

/** Null on a system without /proc. */
function linkTarget(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A disk with one arm: what it gives to one reader, and what it takes to turn to another file. */
export interface DiskSpec {
  /** Bytes a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly seek: number;
}

export interface EmulatedDisk {
  readonly how: string;
  /** For the processes that are to read from it. */
  readonly env: Readonly<Record<string, string>>;
  /** Before each run: nothing of the files is in memory. */
  reset(): void;
  /** Bytes that it gave since then. */
  given(): number;
  dispose(): void;
}

export interface DiskWanted extends DiskSpec {
  readonly files: readonly string[];
  /** Where the library and the state are kept. */
  readonly folder: string;
}

const SOURCE = fileURLToPath(new URL('../../native/emulated_disk.c', import.meta.url));
const FLAGS = ['-std=c11', '-O2', '-Wall', '-Wextra', '-fPIC', '-shared'];
const COMPILERS = ['cc', 'gcc', 'clang'];

/** Eight bytes each, as `struct disk` and `struct file` have them. */
const [HEAD, ENTRY] = [6, 3];
const WORD = 8;
const GIVEN = 5;

/** A disk that holds the files for whoever has its environment, or why there is none. */
export function emulatedDisk({ rate, seek, files, folder }: DiskWanted): EmulatedDisk | string {
  if (process.platform !== 'linux')
    return `nothing can be preloaded into the processes of ${process.platform}`;
  const library = builtLibrary(folder);
  if (library === null)
    return `no C compiler (${COMPILERS.join(', ')}) made the library that slows reads down`;
  const state = path.join(folder, `disk-${process.pid}`);
  const disk = {
    how: 'a library that is preloaded into every process makes reads wait for a disk with one arm',
    env: { LD_PRELOAD: library, BALLAST_BENCH_DISK: state },
    reset: () => writeFileSync(state, stateOf({ rate, seek }, files)),
    given: () => wordOf(state, GIVEN),
    dispose: () => rmSync(state, { force: true }),
  };
  disk.reset();
  return disk;
}

/** Compiled once for each version of its source. */
function builtLibrary(folder: string): string | null {
  const version = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 12);
  const library = path.join(folder, `emulated-disk-${version}.so`);
  if (existsSync(library)) return library;
  const fresh = `${library}.${process.pid}`;
  for (const compiler of COMPILERS) {
    const built = spawnSync(compiler, [...FLAGS, '-o', fresh, SOURCE, '-ldl'], { stdio: 'ignore' });
    if (built.status !== 0) continue;
    renameSync(fresh, library);
    return library;
  }
  return null;
}

function stateOf({ rate, seek }: DiskSpec, files: readonly string[]): Buffer {
  const known = files
    .map((file) => statSync(file, { bigint: true }))
    .sort((a, b) => (a.ino < b.ino ? -1 : a.ino > b.ino ? 1 : 0));
  const words = [BigInt(Math.round(rate)), BigInt(Math.round(seek * 1e6)), BigInt(known.length)];
  const state = Buffer.alloc((HEAD + ENTRY * known.length) * WORD);
  for (const [i, word] of words.entries()) state.writeBigUInt64LE(word, i * WORD);
  for (const [i, { dev, ino }] of known.entries()) {
    const at = (HEAD + ENTRY * i) * WORD;
    state.writeBigUInt64LE(dev, at);
    state.writeBigUInt64LE(ino, at + WORD);
  }
  return state;
}

function wordOf(state: string, place: number): number {
  const word = Buffer.alloc(WORD);
  const handle = openSync(state, 'r');
  readSync(handle, word, 0, WORD, place * WORD);
  closeSync(handle);
  return Number(word.readBigUInt64LE());
}

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

/** A disk: the rate of an arm, its time to move to another file, and the number of arms. */
export interface DiskSpec {
  /** Bytes per second of one arm. */
  readonly rate: number;
  /** Milliseconds. */
  readonly seek: number;
  /** One for a plain disk; more for a server that serves several readers at a time. */
  readonly arms: number;
}

/** As in `emulated_disk.c`. */
export const MOST_ARMS = 64;

export interface EmulatedDisk {
  readonly how: string;
  /** For processes that read from it. */
  readonly env: Readonly<Record<string, string>>;
  /** Before each run: no part of the files is in memory. */
  reset(): void;
  /** Bytes delivered since then. */
  given(): number;
  dispose(): void;
}

export interface DiskWanted extends DiskSpec {
  readonly files: readonly string[];
  /** Folder of the library and the state. */
  readonly folder: string;
}

const SOURCE = fileURLToPath(new URL('../../native/emulated_disk.c', import.meta.url));
const FLAGS = ['-std=c11', '-O2', '-Wall', '-Wextra', '-fPIC', '-shared'];
const COMPILERS = ['cc', 'gcc', 'clang'];

/** Words of eight bytes in `struct disk`, `struct arm` and `struct file`. */
const WORD = 8;
const [FIXED, ARM, FILE] = [5, 2, 3];
const HEAD = FIXED + ARM * MOST_ARMS;
const GIVEN = 4;

/** A disk with these files, for processes with its environment; or why there is none. */
export function emulatedDisk({ files, folder, ...spec }: DiskWanted): EmulatedDisk | string {
  if (process.platform !== 'linux')
    return `nothing can be preloaded into the processes of ${process.platform}`;
  const library = builtLibrary(folder);
  if (library === null)
    return `no C compiler (${COMPILERS.join(', ')}) made the library that slows reads down`;
  const state = path.join(folder, `disk-${process.pid}`);
  const disk = {
    how: 'a preloaded library makes reads wait for a disk that all processes share',
    env: { LD_PRELOAD: library, BALLAST_BENCH_DISK: state },
    reset: () => writeFileSync(state, stateOf(spec, files)),
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

function stateOf({ rate, seek, arms }: DiskSpec, files: readonly string[]): Buffer {
  const known = files
    .map((file) => statSync(file, { bigint: true }))
    .sort((a, b) => (a.ino < b.ino ? -1 : a.ino > b.ino ? 1 : 0));
  const words = [Math.round(rate), Math.round(seek * 1e6), known.length, arms].map(BigInt);
  const state = Buffer.alloc((HEAD + FILE * known.length) * WORD);
  for (const [i, word] of words.entries()) state.writeBigUInt64LE(word, i * WORD);
  for (const [i, { dev, ino }] of known.entries()) {
    const at = (HEAD + FILE * i) * WORD;
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

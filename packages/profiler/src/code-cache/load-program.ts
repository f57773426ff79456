import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cachedDataVersionTag, getHeapCodeStatistics, setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';
import { optimizeLate } from '../late-optimization.ts';
import { readOwnFile, removeOwnFiles, writeOwnFile } from '../platform/own-files.ts';
import { withFirstV8Settings } from '../v8-settings.ts';
import { codeCacheFolder } from './cache-folder.ts';
import { type Compiled, type CompiledFile, decodeCompiled, encodeCompiled, NOTHING } from './cache-format.ts';
import { lateModule } from './late-module.ts';

export interface ProgramPlace {
  /** The folder of the files, which import each other by `./NAME`. */
  readonly folder: string;
  /** The first file to run. */
  readonly entry: string;
  /** Whoever uses other parts of the program has another cache. */
  readonly use: string;
}

export interface LoadedProgram {
  readonly exports: unknown;
  /** Keeps what V8 has compiled so far, if that is new, or much more than was kept before. */
  keep(): void;
}

interface LoadedFile extends Omit<CompiledFile, 'data'> {
  readonly script: Script;
  readonly exports: { readonly exports: unknown };
}

/** A process that used that many times the code of the one before keeps it. */
const MUCH_MORE = 1.1;
/**
 * What was written longer ago than this, in milliseconds, is removed: most of it belongs to versions and checkouts that are gone, and
 * the rest is made again.
 */
const KEPT_FOR = 60 * 24 * 3_600_000;
const KEPT = /^[a-z-]+-[0-9a-f]{16}-[0-9a-f]+$/;
/** The same for files that were not completed. */
const UNFINISHED_FOR = 3_600_000;
const UNFINISHED = /^[a-z-]+-[0-9a-f]{16}-[0-9a-f]+\.[0-9a-f-]{36}$/;
const HEAD = '(function (exports, require, module, __filename, __dirname) { ';

/**
 * Runs a program of CommonJS files with the code that V8 compiled of them in an earlier process. That is believed only if nobody but
 * this user can have written it (on Windows that is up to the folder), if it is complete, and if it was made of the same files by the
 * same V8 with the same settings; otherwise the files are compiled. So it changes only the speed.
 */
export function loadProgram({ folder, entry, use }: ProgramPlace): LoadedProgram {
  optimizeLate();
  // What runs only once, at the start, would be compiled again and missing in what is kept.
  setFlagsFromString('--no-flush-bytecode');
  // The heap is small and the cores have other work: this thread would wait for those that help.
  setFlagsFromString('--no-parallel-scavenge');
  const cache = codeCacheFolder(process.env, process.platform);
  const name = `${use}-${hashOf(folder)}-${cachedDataVersionTag().toString(16)}`;
  const known = cache === null ? NOTHING : compiledIn(readOwnFile(cache, name));
  const program = new Program(folder, known.files);
  const keepIn = (cacheFolder: string): void => {
    const codeBytes = getHeapCodeStatistics().bytecode_and_metadata_size;
    if (!program.isNew && codeBytes < MUCH_MORE * known.codeBytes) return;
    const files = withFirstV8Settings(() => program.compiled());
    writeOwnFile(cacheFolder, name, encodeCompiled({ codeBytes, files }));
    removeOwnFiles(cacheFolder, KEPT, Date.now() - KEPT_FOR);
    removeOwnFiles(cacheFolder, UNFINISHED, Date.now() - UNFINISHED_FOR);
  };
  return {
    exports: program.run(entry),
    keep: () => {
      if (cache === null) return;
      const ending = endLater();
      try {
        keepIn(cache);
      } catch {
        // The next process compiles it again.
      } finally {
        ending.asUsual();
      }
    },
  };
}

/** A polite request to end takes effect afterwards: what is kept would be lost, and its file unfinished. */
function endLater(): { readonly asUsual: () => void } {
  const end = (): void => {
    process.kill(process.pid, 'SIGTERM');
  };
  process.once('SIGTERM', end);
  return {
    asUsual: () => {
      // A signal that has arrived meanwhile is passed on by the next turn of the event loop.
      setImmediate(() => setImmediate(() => process.off('SIGTERM', end))).unref();
    },
  };
}

/** If the digest shows damage, the code is compiled again. */
function compiledIn(bytes: Buffer | null): Compiled {
  try {
    return bytes === null ? NOTHING : decodeCompiled(bytes);
  } catch {
    return NOTHING;
  }
}

class Program {
  /** Whether a file was compiled without the cache. */
  isNew = false;
  readonly #folder: string;
  readonly #known: ReadonlyMap<string, CompiledFile>;
  readonly #loaded = new Map<string, LoadedFile>();

  constructor(folder: string, known: readonly CompiledFile[]) {
    this.#folder = folder;
    this.#known = new Map(known.map((file) => [file.name, file]));
  }

  run(name: string): unknown {
    const before = this.#loaded.get(name);
    if (before !== undefined) return before.exports.exports;
    const filename = path.join(this.#folder, name);
    const { source, size, modified } = sourceOf(filename);
    const known = this.#known.get(name);
    const isSame = known !== undefined && known.size === size && known.modified === modified;
    if (!isSame) this.isNew = true;
    const compile = (): Script =>
      new Script(`${HEAD}${source}\n})`, {
        filename,
        columnOffset: -HEAD.length,
        ...(isSame ? { cachedData: known.data } : {}),
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
    const script = withFirstV8Settings(compile);
    // Another V8, or one with other settings.
    if (script.cachedDataRejected === true) this.isNew = true;
    const module = { exports: {} };
    this.#loaded.set(name, { name, size, modified, script, exports: module });
    const elsewhere = createRequire(filename);
    const require = (wanted: string): unknown =>
      wanted.startsWith('./') ? this.run(wanted.slice(2)) : lateModule(wanted, () => elsewhere(wanted));
    const body = script.runInThisContext() as (...parts: readonly unknown[]) => void;
    body(module.exports, require, module, filename, this.#folder);
    return module.exports;
  }

  /** Of the files that were loaded, and of those that another process needed. */
  compiled(): readonly CompiledFile[] {
    const own = [...this.#loaded.values()].map(({ name, size, modified, script }) => ({
      ...{ name, size, modified },
      data: script.createCachedData(),
    }));
    const others = [...this.#known.values()].filter(
      (file) => !this.#loaded.has(file.name) && this.#isThere(file),
    );
    return [...own, ...others];
  }

  #isThere({ name, size, modified }: CompiledFile): boolean {
    const stats = statSync(path.join(this.#folder, name), { throwIfNoEntry: false });
    return stats?.size === size && stats.mtimeMs === modified;
  }
}

/** The files have no characters beyond ASCII. */
function sourceOf(file: string): {
  readonly source: string;
  readonly size: number;
  readonly modified: number;
} {
  const fd = openSync(file, 'r');
  try {
    const { size, mtimeMs: modified } = fstatSync(fd);
    return { source: readFileSync(fd, 'latin1'), size, modified };
  } finally {
    closeSync(fd);
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilerNames, findToolchain, type Toolchain } from './platform/toolchain.ts';
import { UsageError } from './usage-error.ts';

/** Exit code of every command that needs a C compiler if there is none. */
const NO_COMPILER = 3;
const SOURCES = fileURLToPath(new URL('../native', import.meta.url));
/** Has its own `main`, so it is not part of the library. */
const STRUCT_PROGRAM = join('interface', 'struct_main.c');
const OUTPUT = fileURLToPath(new URL('../dist/native', import.meta.url));
/** On processors with fused operations, contraction would round differently from the generator of the files. */
const FLAGS = ['-std=c11', '-O2', '-Wall', '-Wextra', '-ffp-contract=off'];

export interface BuildOptions {
  readonly out: string | undefined;
  readonly cc: string | undefined;
  readonly force: boolean;
  /** `10`: the library of the older interface, without what came later. */
  readonly emulate: '10' | undefined;
}

export interface Built {
  readonly library: string;
  readonly compiler: string;
  readonly target: string;
  /** The version that the library itself reports. */
  readonly version: string;
  readonly rebuilt: boolean;
}

/** Compiles the library unless one built from the same sources exists. Safe to run in several processes at once. */
export function build(options: BuildOptions): Built {
  const toolchain = requireToolchain(options.cc);
  const old = options.emulate === '10';
  const name = old ? toolchain.libraryName.replace(/(?=\.[^.]+$)/, '-10') : toolchain.libraryName;
  const library = resolve(options.out ?? join(OUTPUT, name));
  const defines = old ? ['-DSTANDIN_EMULATE_10'] : [];
  const fingerprint = fingerprintOf(toolchain, defines);
  const rebuilt = options.force || fingerprint !== builtFrom(library);
  if (rebuilt) {
    compileLibrary(toolchain, library, defines);
    writeFileSync(stampOf(library), fingerprint);
  }
  const { compiler, target } = toolchain;
  return { library, compiler, target, version: old ? '10.3-standin' : '11.3-standin', rebuilt };
}

/** The C compiler's layout of the interface's structs, packed and with natural alignment. */
export function structs(cc: string | undefined): { readonly packed: unknown; readonly natural: unknown } {
  const toolchain = requireToolchain(cc);
  const folder = mkdtempSync(join(tmpdir(), 'standin-structs-'));
  try {
    return {
      packed: runStructs(toolchain, join(folder, `packed${toolchain.programSuffix}`), []),
      natural: runStructs(toolchain, join(folder, `natural${toolchain.programSuffix}`), [
        '-DSTANDIN_NATURAL_LAYOUT',
      ]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function requireToolchain(cc: string | undefined): Toolchain {
  const toolchain = findToolchain(cc);
  if (toolchain !== null) return toolchain;
  throw new UsageError(
    `no C compiler was found (tried ${compilerNames(cc)}); install gcc or clang, or name one with --cc`,
    NO_COMPILER,
  );
}

function librarySources(): string[] {
  return sourceNames()
    .filter((name) => name.endsWith('.c') && name !== STRUCT_PROGRAM)
    .map((name) => join(SOURCES, name));
}

/** Files of all rooms, relative to `SOURCES`. */
function sourceNames(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[ch]$/.test(name))
    .sort();
}

/** Based on contents, not on times: a build cache may restore an old library with a new time. */
function fingerprintOf(toolchain: Toolchain, defines: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([toolchain, FLAGS, defines]));
  for (const name of sourceNames()) hash.update(name).update(readFileSync(join(SOURCES, name)));
  return hash.digest('hex');
}

/** The fingerprint of the existing library; null if there is none, or if this tool did not build it. */
function builtFrom(library: string): string | null {
  const stamp = stampOf(library);
  return existsSync(library) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
}

function stampOf(library: string): string {
  return `${library}.sources`;
}

function compileLibrary(toolchain: Toolchain, library: string, defines: readonly string[]): void {
  mkdirSync(dirname(library), { recursive: true });
  // A process may have loaded the old library, and another may be building too: write to a new file, then rename it.
  const folder = mkdtempSync(join(dirname(library), '.build-'));
  try {
    const fresh = join(folder, basename(library));
    compile(toolchain, [
      ...FLAGS,
      ...defines,
      ...toolchain.libraryFlags,
      '-o',
      fresh,
      ...librarySources(),
      ...toolchain.libraries,
    ]);
    renameSync(fresh, library);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runStructs(toolchain: Toolchain, program: string, defines: readonly string[]): unknown {
  const sources = [STRUCT_PROGRAM, join('interface', 'struct_table.c')].map((name) => join(SOURCES, name));
  compile(toolchain, [...FLAGS, ...defines, '-o', program, ...sources]);
  const run = spawnSync(program, [], { encoding: 'utf8', windowsHide: true });
  if (run.status !== 0)
    throw new UsageError(`the program that prints the structs ended with ${run.status}`, 1);
  return JSON.parse(run.stdout);
}

function compile(toolchain: Toolchain, args: readonly string[]): void {
  const run = spawnSync(toolchain.compiler, ['-I', SOURCES, ...args], {
    encoding: 'utf8',
    windowsHide: true,
  });
  if (run.status === 0) return;
  throw new UsageError(`${toolchain.compiler} ended with ${run.status}:\n${run.stderr.slice(0, 4000)}`, 1);
}

import { spawnSync } from 'node:child_process';

/** A working C compiler and its target. */
export interface Toolchain {
  readonly compiler: string;
  /** As `-dumpmachine` prints it, e.g. `x86_64-linux-gnu`, `x86_64-w64-mingw32`. */
  readonly target: string;
  readonly libraryName: string;
  readonly libraryFlags: readonly string[];
  readonly libraries: readonly string[];
  readonly programSuffix: string;
}

const CANDIDATES: readonly string[] =
  process.platform === 'win32' ? ['gcc', 'clang', 'x86_64-w64-mingw32-gcc'] : ['cc', 'gcc', 'clang'];

/** The first working compiler; `null` if there is none. If `wanted` is given, only that one is tried. */
export function findToolchain(wanted: string | undefined): Toolchain | null {
  for (const compiler of wanted === undefined ? CANDIDATES : [wanted]) {
    const answer = spawnSync(compiler, ['-dumpmachine'], { encoding: 'utf8', windowsHide: true });
    const target = answer.status === 0 ? answer.stdout.trim() : '';
    if (target !== '') return toolchainFor(compiler, target);
  }
  return null;
}

/** The names that were tried, for the error message. */
export function compilerNames(wanted: string | undefined): string {
  return (wanted === undefined ? CANDIDATES : [wanted]).join(', ');
}

function toolchainFor(compiler: string, target: string): Toolchain {
  const windows = /mingw|windows/.test(target);
  return {
    compiler,
    target,
    libraryName: windows ? 'OrcFxAPI.dll' : 'libOrcFxAPI.so',
    libraryFlags: windows ? ['-shared', '-static-libgcc'] : ['-shared', '-fPIC', '-fvisibility=hidden'],
    libraries: windows ? [] : ['-lm', '-lpthread'],
    programSuffix: windows ? '.exe' : '',
  };
}

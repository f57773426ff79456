import { answers, must } from './process.ts';

const PROGRAMS = [
  { program: 'wine', argument: '--version', packages: ['wine', 'wine64'] },
  { program: 'x86_64-w64-mingw32-gcc', argument: '-dumpmachine', packages: ['gcc-mingw-w64-x86-64-win32'] },
] as const;

/** Installs Wine and the compiler if they are missing; returns the reason if that is impossible. */
export async function installSystemPackages(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Wine runs Node for Windows on Linux for x64, not on ${process.platform} for ${process.arch}`;
  }
  const missing = PROGRAMS.filter(({ program, argument }) => !answers(program, argument));
  if (missing.length === 0) return null;
  const names = missing.flatMap(({ packages }) => packages);
  if (!answers('apt-get', '--version'))
    return `apt-get is missing, so ${names.join(', ')} cannot be installed`;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]): readonly [string, ...string[]] =>
    [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args] as [string, ...string[]];
  try {
    await must(apt('update'));
    await must(apt('install', '--yes', '--no-install-recommends', ...names));
  } catch (error) {
    return `${names.join(', ')} could not be installed: ${(error as Error).message}`;
  }
  const still = PROGRAMS.filter(({ program, argument }) => !answers(program, argument));
  return still.length === 0 ? null : `${still.map(({ program }) => program).join(', ')} cannot be started`;
}

import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { installedVersion, manifestOf, publishedPackages, ROOT } from './checkout.ts';
import { installInto } from './packed.ts';
import type { Wine } from './wine.ts';

const TOOLS = ['orcfxapi-standin', 'openfast-files'] as const;
/** Tests run from sources, but they start the packed packages. */
const TEST_TOOLS = ['vitest', 'fast-check'] as const;

/** The folder on Windows with the installed packages, laid out like the checkout. */
export interface Installed {
  /** As Linux names it. */
  readonly root: string;
  readonly bin: string;
  /** The stand-in for OrcFxAPI. */
  readonly library: string;
}

/**
 * Installs the tarballs on Windows, then copies sources and tests to the same folders as in the checkout. Tests find the
 * built packages in the usual places, and those are the packed ones.
 */
export async function installOnWindows(wine: Wine, tarballs: readonly string[]): Promise<Installed> {
  const root = path.join(wine.drive, 'ballast');
  const testTools = TEST_TOOLS.map((name) => `${name}@${installedVersion(name)}`);
  // Wine does not resolve symbolic links, on which pnpm's own layout relies.
  await installInto(root, [...tarballs, ...testTools], ['--os=win32', '--cpu=x64']);
  for (const folder of ['packages', 'apps', 'tools']) {
    rmSync(path.join(root, folder), { recursive: true, force: true });
  }
  for (const folder of publishedPackages()) {
    cpSync(path.join(root, 'node_modules', manifestOf(folder).name), path.join(root, folder), {
      recursive: true,
    });
    for (const part of ['src', 'test']) copyIfThere(path.join(folder, part), root);
  }
  for (const tool of TOOLS) {
    for (const part of ['dist', 'native', 'package.json']) copyIfThere(path.join('tools', tool, part), root);
    rmSync(path.join(root, 'tools', tool, 'dist', 'native'), { recursive: true, force: true });
  }
  copyIfThere('vitest.config.ts', root);
  shareData(wine);
  // Before any test starts: Windows cannot replace a library that is in use.
  const standIn = wine.pathOf(path.join(root, 'tools', 'orcfxapi-standin', 'dist', 'bin.js'));
  const built = await wine.node([standIn, 'build']);
  if (built.code !== 0) throw new Error(`the stand-in cannot be built: ${built.stderr}`);
  const library = path.join(root, 'tools', 'orcfxapi-standin', 'dist', 'native', 'OrcFxAPI.dll');
  return { root, bin: path.join(root, 'apps', 'cli', 'dist', 'bin.js'), library };
}

function copyIfThere(name: string, root: string): void {
  const from = path.join(ROOT, name);
  if (existsSync(from)) cpSync(from, path.join(root, name), { recursive: true });
}

/** Tests look for real files beside the checkout, and work without them. */
function shareData(wine: Wine): void {
  const real = path.join(ROOT, '..', 'shared', 'data');
  const place = path.join(wine.drive, 'shared', 'data');
  // The folder is kept between runs, so the link may be that of another checkout, which may be gone.
  rmSync(place, { force: true });
  if (!existsSync(real)) return;
  mkdirSync(path.dirname(place), { recursive: true });
  symlinkSync(real, place);
}

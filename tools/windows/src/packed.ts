import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestOf, publishedPackages, ROOT } from './checkout.ts';
import { must } from './process.ts';

/** Packs every published package as for publishing; returns the tarballs. */
export async function pack(folder: string): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = publishedPackages().map((one) => manifestOf(one).name);
  const filters = names.flatMap((name) => ['--filter', name]);
  const command = [
    'npx',
    '--yes',
    'pnpm@12',
    '--recursive',
    ...filters,
    'pack',
    '--pack-destination',
    folder,
  ];
  await must(command as [string, ...string[]], { cwd: ROOT });
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarballs.length !== names.length) {
    throw new Error(`expected ${names.length} tarballs, found ${tarballs.length}`);
  }
  return tarballs.map((name) => path.join(folder, name));
}

/** Installs packages into a plain folder, from their tarballs and the registry alone. */
export async function installInto(
  folder: string,
  packages: readonly string[],
  more: readonly string[] = [],
): Promise<void> {
  for (const name of ['node_modules', 'package-lock.json']) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  await must(['npm', 'install', ...quiet, ...more, ...packages], { cwd: folder });
}

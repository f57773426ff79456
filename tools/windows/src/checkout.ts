import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that contains this tool. */
export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));
/** Additional C programs for Wine. */
export const NATIVE: string = fileURLToPath(new URL('../native/', import.meta.url));

/** Folders of the published packages, relative to the root. */
export function publishedPackages(): readonly string[] {
  const packages = readdirSync(path.join(ROOT, 'packages')).map((name) => `packages/${name}`);
  return [...packages.sort(), 'apps/cli'].filter((folder) =>
    existsSync(path.join(ROOT, folder, 'package.json')),
  );
}

export function manifestOf(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
}

/** The version of a package that the checkout itself uses. */
export function installedVersion(name: string): string {
  return manifestOf(path.join('node_modules', name)).version;
}

/** The script that starts a tool of this checkout. */
export function toolBin(name: string): string {
  return path.join(ROOT, 'tools', name, 'dist', 'bin.js');
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The packages that are published, in the order of their folders; the command comes last. */
export function publishedPackages(): readonly Manifest[] {
  const folders = readdirSync(path.join(ROOT, 'packages')).sort();
  return [...folders.map((name) => path.join('packages', name)), path.join('apps', 'cli')]
    .map((folder) => path.join(ROOT, folder, 'package.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Manifest);
}

/** The version of the command, which names the archives. */
export function version(): string {
  return publishedPackages().at(-1)?.version ?? '0.0.0';
}

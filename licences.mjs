import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = 'LICENCES.txt';

/** Whoever gets the code of others gets their licences with it: of packages, and of those that our packages contain. */
export function writeLicences(modules, out) {
  const texts = new Set([...licencesOf(modules), ...modules.flatMap(ofBundle)]);
  if (texts.size > 0) writeFileSync(path.join(out, FILE), [...texts].sort().join(''));
}

function licencesOf(modules) {
  const folders = modules.flatMap(
    (id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? [],
  );
  return [...new Set(folders)].map((folder) => {
    const file = licenceIn(folder);
    if (file === null) throw new Error(`${folder} is bundled and has no file LICENSE`);
    return `=== ${path.basename(folder)} ===\n\n${readFileSync(file, 'utf8').trim()}\n\n`;
  });
}

function licenceIn(folder) {
  const names = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'license'].map((name) => path.join(folder, name));
  return names.find((file) => existsSync(file)) ?? null;
}

function ofBundle(id) {
  const file = path.join(path.dirname(id), FILE);
  if (!/[\\/]dist[\\/]bundle[\\/]/.test(id) || !existsSync(file)) return [];
  return readFileSync(file, 'utf8').split(/^(?==== [^\n]+ ===\n\n)/m);
}

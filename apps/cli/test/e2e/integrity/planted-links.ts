import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/run-ballast.ts';

/** Why this machine lets nobody make links; null if it does. */
export const whyNoLinks: string | null = reasonAgainstLinks();
if (whyNoLinks !== null) console.warn(`skipped: no links can be made here: ${whyNoLinks}`);

function reasonAgainstLinks(): string | null {
  using folder = temporaryFolder();
  try {
    symlinkSync('nothing', path.join(folder.path, 'link'), 'file');
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Every entry below a folder, with its content and the time of its last change; links are not followed. */
export function fingerprint(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()]) {
    const file = path.join(folder, name);
    const stat = lstatSync(file, { bigint: true });
    const content = stat.isFile() ? readFileSync(file, 'base64') : '';
    found[name] = `${stat.mode} ${stat.mtimeNs} ${content}`;
  }
  return found;
}

/** A file and a folder of somebody else. */
export function victims(folder: string): { readonly file: string; readonly folder: string } {
  const own = path.join(folder, 'of-somebody-else');
  mkdirSync(path.join(own, 'folder'), { recursive: true });
  writeFileSync(path.join(own, 'file'), 'untouched');
  writeFileSync(path.join(own, 'folder', 'inside'), 'untouched, too');
  return { file: path.join(own, 'file'), folder: path.join(own, 'folder') };
}

/** A link to something outside; the folders above it are made. */
export function plant(link: string, target: string): void {
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(target, link, lstatSync(target).isDirectory() ? 'dir' : 'file');
}

/** Moves an entry to somebody else's folder and leaves a link to it: what is read through the link is as it was. */
export function replaceByLink(entry: string, elsewhere: string): void {
  const target = path.join(elsewhere, `was-${path.basename(entry)}`);
  renameSync(entry, target);
  plant(entry, target);
}

import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from './files.ts';
import { run } from './process.ts';

/** Files that are, or would be, committed; in a tree without git: all that is not built or fetched. */
export async function committedFiles(root: string): Promise<string[]> {
  if (!existsSync(path.join(root, '.git'))) return filesBelow(root, '');
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
  if (listed.code !== 0) throw new Error(`git ls-files failed: ${listed.stderr.trim()}`);
  return listed.stdout.split('\0').filter((file) => file !== '' && isFile(path.join(root, file)));
}

/** A file that is deleted but not yet committed as such is still listed; a link is not a text of ours. */
function isFile(file: string): boolean {
  return existsSync(file) && lstatSync(file).isFile();
}

import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from './files.ts';
import { run } from './process.ts';

/** Files that are committed or would be; in a tree without git, all files that are not built or downloaded. */
export async function committedFiles(root: string): Promise<string[]> {
  if (!existsSync(path.join(root, '.git'))) return filesBelow(root, '');
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
  if (listed.code !== 0) throw new Error(`git ls-files failed: ${listed.stderr.trim()}`);
  return listed.stdout.split('\0').filter((file) => file !== '' && isFile(path.join(root, file)));
}

/** git still lists a deleted file until the deletion is committed. A symbolic link has no text of its own. */
function isFile(file: string): boolean {
  return existsSync(file) && lstatSync(file).isFile();
}

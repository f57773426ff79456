import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { namesIn } from '../files/abandoned.ts';
import type { OutputFolder } from './layout.ts';

const LINK = /^input-\d+(?:\.\w+)?$/;

/** The path of a link to an input whose own path is not UTF-8, which readers and libraries could not open. */
export function linkedInput(
  { results }: OutputFolder,
  task: number,
  { file, path: shown, bytes }: { readonly file: string; readonly path: string; readonly bytes?: Buffer },
): string {
  if (bytes === undefined) return shown;
  const extension = path.extname(file);
  const link = path.join(results, `input-${task}${/^\.\w+$/.test(extension) ? extension : ''}`);
  try {
    rmSync(link, { force: true });
    symlinkSync(bytes, link);
    return link;
  } catch {
    // Its reader reports that the file cannot be found.
    return shown;
  }
}

/** Removes the links of a batch that has ended. */
export function removeLinkedInputs({ results }: OutputFolder): void {
  for (const name of namesIn(results)) {
    const link = path.join(results, name);
    if (LINK.test(name) && lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
      rmSync(link, { force: true });
    }
  }
}

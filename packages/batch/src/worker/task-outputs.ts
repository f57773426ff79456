import { rmSync } from 'node:fs';
import path from 'node:path';
import type { TaskOutput } from '@ballast/results-model';
import { difference, digestOrNull } from '../files/digest.ts';
import { makeFolder } from '../files/make-folder.ts';
import { placeFile } from '../files/whole-file.ts';

/** The folder with what a task has written, next to the result file that lists it. */
export function outputsOf(result: string): string {
  return result.replace(/\.json$/, '.out');
}

/** A path below a folder; null for one that leads out of it, whatever a result says. */
export function outputIn(folder: string, { name }: Pick<TaskOutput, 'name'>): string | null {
  const file = path.resolve(folder, ...name.split('/'));
  const relative = path.relative(folder, file);
  const leaves = relative === '' || path.isAbsolute(relative) || relative.split(path.sep)[0] === '..';
  return leaves ? null : file;
}

/** Why the files of a folder are not what was written, read whole; null if they are. */
export function damagedOutput(folder: string, outputs: readonly TaskOutput[]): string | null {
  for (const output of outputs) {
    const file = outputIn(folder, output);
    const reason = file === null ? 'its name leads elsewhere' : difference(output, digestOrNull(file));
    if (reason !== null) return `its file ${output.name}: ${reason}`;
  }
  return null;
}

/** Puts the files of one folder into another, which has nothing else afterwards. Throws the system's error. */
export async function placeOutputs(
  outputs: readonly TaskOutput[],
  from: string,
  to: string,
): Promise<readonly string[]> {
  rmSync(to, { recursive: true, force: true });
  const placed: string[] = [];
  for (const output of outputs) {
    const [source, target] = [outputIn(from, output), outputIn(to, output)];
    if (source === null || target === null) continue;
    makeFolder(path.dirname(target));
    await placeFile(source, target);
    placed.push(target);
  }
  return placed;
}

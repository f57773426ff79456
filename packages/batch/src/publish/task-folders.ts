import { rmSync } from 'node:fs';
import path from 'node:path';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { namesIn } from '../files/abandoned.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { damagedOutput, outputsOf, placeOutputs } from '../worker/task-outputs.ts';
import { publishedFile } from './published-file.ts';
import { inputStem } from './tables/table-file-names.ts';
import type { TableInput } from './tables/table-input.ts';
import type { TableResults } from './tables/table-results.ts';

/** Folder among the tables with a folder for each task that wrote files. */
const OUTPUTS = 'outputs';

/**
 * Places the files that tasks wrote into their own folders, each compared with its digest. Folders of tasks that have no
 * result are removed.
 */
export async function placeTaskFolders(
  { output, batch }: Pick<PreparedBatch, 'output' | 'batch'>,
  inputs: readonly TableInput[],
  results: TableResults,
): Promise<PublishedFile[]> {
  if (batch.task === null) return [];
  const root = output.table(OUTPUTS);
  const files: PublishedFile[] = [];
  const names = folderNames(inputs.map(({ file }) => file));
  const kept = new Set<string>();
  for (const [number, input] of inputs.entries()) {
    const outputs = results.read(input)?.task?.outputs ?? [];
    const name = names[number];
    if (outputs.length === 0 || name === undefined || input.result?.ok !== true) continue;
    const from = outputsOf(input.result.known.file);
    const reason = damagedOutput(from, outputs);
    if (reason !== null) {
      results.isDamaged(input, reason);
      continue;
    }
    kept.add(name);
    const placed = await placeOutputs(outputs, from, path.join(root, name));
    for (const [i, file] of placed.entries()) {
      const written = outputs[i];
      if (written !== undefined)
        files.push(publishedFile(output, file, { bytes: written.bytes, sha256: written.sha256 }));
    }
  }
  for (const name of namesIn(root))
    if (!kept.has(name)) rmSync(path.join(root, name), { recursive: true, force: true });
  return files;
}

/** The stems of the inputs, and a number behind those that some file system takes for the same. */
function folderNames(files: readonly string[]): string[] {
  const used = new Set<string>();
  return files.map((file) => {
    const stem = safe(inputStem(file));
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? stem : `${stem}-${n}`;
      const key = name.normalize('NFC').toLowerCase();
      if (used.has(key)) continue;
      used.add(key);
      return name;
    }
  });
}

const LONGEST = 100;

/** Also on Windows, whatever the name of the input is. */
function safe(stem: string): string {
  const name = stem
    .replaceAll(/[<>:"/\\|?*\p{C}]/gu, '-')
    .replace(/[. ]+$/, '')
    .slice(0, LONGEST);
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/i.test(name) ? `task-${name}` : name;
}

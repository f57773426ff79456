import { rmSync } from 'node:fs';
import path from 'node:path';
import { csvLine } from '@ballast/results-model';
import { placeFile } from '../files/whole-file.ts';
import type { PlacedSamples } from '../prepare/published.ts';
import { samplesOf } from '../worker/work-plan.ts';
import type { SampleFileName } from './table-file-names.ts';
import type { TableInput } from './table-results.ts';

/** The index of one table: which file belongs to which input. */
export function* indexLines(files: readonly PlacedSamples[]): Generator<string> {
  yield csvLine(['file', 'table']);
  for (const { file, path: placed } of files) yield csvLine([file, path.basename(placed)]);
}

export interface SamplesToPlace {
  /** Position of the table in the batch. */
  readonly table: number;
  readonly files: readonly SampleFileName[];
  /** Absolute path of a file among the tables. */
  readonly place: (fileName: string) => string;
}

/**
 * Places the files that the workers wrote for one table among the tables. An input without a result gets no file, and a
 * file with its name is removed: it would pass for the input's own.
 */
export async function placeSamples(
  { table, files, place }: SamplesToPlace,
  inputs: readonly TableInput[],
): Promise<PlacedSamples[]> {
  const placed: PlacedSamples[] = [];
  for (const { input: number, fileName } of files) {
    const input = inputs[number];
    const own = place(fileName);
    if (input === undefined || input.result === null) {
      rmSync(own, { force: true });
      continue;
    }
    await placeFile(samplesOf(input.result, table), own);
    placed.push({ file: input.file, path: own });
  }
  return placed;
}

import { rmSync } from 'node:fs';
import path from 'node:path';
import { type CsvStyle, csvLine, csvStart } from '@ballast/results-model';
import type { Written } from '../../files/digest.ts';
import { placeFile } from '../../files/whole-file.ts';
import type { PlacedSamples } from '../../prepare/published.ts';
import { checkSamples } from '../../worker/results/known-result.ts';
import type { SamplesFile } from '../../worker/results/samples-of.ts';
import type { SampleFileName } from './table-file-names.ts';
import type { TableInput } from './table-input.ts';
import type { TableResults } from './table-results.ts';

/** The index of one table: which file belongs to which input. */
export function* indexLines(files: readonly PlacedSamples[], style?: CsvStyle): Generator<string> {
  yield csvStart(style) + csvLine(['file', 'table'], style);
  for (const { file, path: placed } of files) yield csvLine([file, path.basename(placed)], style);
}

export interface SamplesToPlace extends SamplesFile {
  readonly files: readonly SampleFileName[];
  /** Absolute path of a file among the tables. */
  readonly place: (fileName: string) => string;
}

export interface CheckedSamples extends PlacedSamples {
  readonly written: Written;
}

/**
 * Places the files that the workers wrote for one table in one format among the tables, each read and checked. An input without a result
 * gets no file, and a file with its name is removed: it would pass for the input's own.
 */
export async function placeSamples(
  { files, place, ...wanted }: SamplesToPlace,
  inputs: readonly TableInput[],
  results: Pick<TableResults, 'isDamaged'>,
): Promise<CheckedSamples[]> {
  const placed: CheckedSamples[] = [];
  for (const { input: number, fileName } of files) {
    const input = inputs[number];
    const own = place(fileName);
    if (input === undefined || input.result === null) {
      rmSync(own, { force: true });
      continue;
    }
    const samples = input.result.ok ? checkSamples(input.result.known, wanted) : input.result;
    if (!samples.ok) {
      results.isDamaged(input, samples.reason);
      continue;
    }
    await placeFile(samples.path, own);
    placed.push({ file: input.file, path: own, written: samples.written });
  }
  return placed;
}

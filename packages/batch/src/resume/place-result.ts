import { existsSync, lstatSync } from 'node:fs';
import type { WrittenFile } from '@ballast/scheduler/journal';
import { placeFile } from '../files/whole-file.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { entryName, entryOf, placeOf } from '../folder/result-names.ts';
import { type KnownResult, readKnown } from '../worker/results/known-result.ts';
import { type SamplesFile, samplesOf } from '../worker/results/samples-of.ts';
import { outputsOf, placeOutputs } from '../worker/task-outputs.ts';

/** A result in a second place, as a journal names it. */
export interface SecondPlace {
  readonly result: string;
  /** Null if the journal does not have them. */
  readonly files: readonly WrittenFile[] | null;
}

/**
 * Makes a result and its time series those of a task of this folder. A file of many results gets a name here once, whatever
 * the number of results that are taken from it. Throws the system's error.
 */
export async function placeResult(
  known: KnownResult,
  samples: readonly SamplesFile[],
  { output, task }: { readonly output: OutputFolder; readonly task: number },
): Promise<SecondPlace> {
  const entry = entryOf(known.name);
  if (entry !== null) {
    const name = entryName({ ...entry, task, attempt: 0 });
    const { file } = placeOf(output.root, name);
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) await placeFile(known.file, file);
    return { result: name, files: known.files?.map((one) => ({ ...one, name })) ?? null };
  }
  const file = output.result(task, 0);
  await placeTaskOutputs(known, file);
  for (const one of samples) await placeFile(samplesOf(known.file, one), samplesOf(file, one));
  await placeFile(known.file, file);
  return renamed(known, output.resultName(task, 0));
}

function renamed(known: KnownResult, name: string): SecondPlace {
  const [before, after] = [known.name, name].map((one) => one.replace(/json$/, ''));
  const files = known.files?.map((one) => ({ ...one, name: `${after}${one.name.slice(before?.length)}` }));
  return { result: name, files: files ?? null };
}

/** What a task of the user's own wrote into its folder, if it is one. */
async function placeTaskOutputs(known: KnownResult, result: string): Promise<void> {
  const from = outputsOf(known.file);
  if (!existsSync(from)) return;
  const stored = readKnown(known);
  if (stored.ok) await placeOutputs(stored.result.task?.outputs ?? [], from, outputsOf(result));
}

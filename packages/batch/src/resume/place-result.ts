import { existsSync } from 'node:fs';
import type { WrittenFile } from '@ballast/scheduler/journal';
import { placeFile } from '../files/whole-file.ts';
import { type KnownResult, readKnown } from '../worker/known-result.ts';
import { type SamplesFile, samplesOf } from '../worker/samples-of.ts';
import { outputsOf, placeOutputs } from '../worker/task-outputs.ts';
import type { ResultPlace } from '../worker/write-extracted.ts';

/** Puts a result and its time series into a second place. Throws the system's error. */
export async function placeResult(
  known: KnownResult,
  samples: readonly SamplesFile[],
  place: ResultPlace,
): Promise<void> {
  await placeTaskOutputs(known, place);
  for (const one of samples) await placeFile(samplesOf(known.file, one), samplesOf(place.file, one));
  await placeFile(known.file, place.file);
}

/** What was written, under the names that it has in another place. */
export function renamed(known: KnownResult, { name }: ResultPlace): readonly WrittenFile[] | null {
  const [before, after] = [known.name, name].map((one) => one.replace(/json$/, ''));
  return known.files?.map((one) => ({ ...one, name: `${after}${one.name.slice(before?.length)}` })) ?? null;
}

/** What a task of the user's own wrote into its folder, if it is one. */
async function placeTaskOutputs(known: KnownResult, place: ResultPlace): Promise<void> {
  const from = outputsOf(known.file);
  if (!existsSync(from)) return;
  const stored = readKnown(known);
  if (stored.ok) await placeOutputs(stored.result.task?.outputs ?? [], from, outputsOf(place.file));
}

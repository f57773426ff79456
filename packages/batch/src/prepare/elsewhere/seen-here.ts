import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Batch } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import type { CheckedBatch } from '../checked-batch.ts';
import { isForeign, placeHere, styleOf } from './place-here.ts';

/**
 * Whether a batch in its output folder was recorded by a machine that has this folder under another name: one with another system or
 * another name for the share, or this one before the folder was moved.
 */
export function isSeenElsewhere({ batch: { output } }: CheckedBatch): boolean {
  return isForeign(output) || (styleOf(output) !== null && !existsSync(output));
}

/**
 * A batch read from its output folder, with every recorded path as this machine has it. `inputs`: the folder of the inputs, if it is
 * known. Fault PLACE_UNKNOWN.
 */
export function seenHere(checked: CheckedBatch, inputs: string | null = null): CheckedBatch {
  const { batch, output } = checked;
  const place = placesBy(batch.output, output);
  const inputDirectory = inputs ?? inputsHere(checked, place);
  const { task, cases, orcaflex, report, tablesFolder } = batch;
  const required = (key: string, written: string): string =>
    place.existing(written) ?? unknown(key, written, output);
  const optional = (key: string, written: string | null): string | null =>
    written === null ? null : required(key, written);
  const here: Batch = {
    ...batch,
    output,
    inputs: { ...batch.inputs, directory: inputDirectory },
    tablesFolder:
      tablesFolder === null
        ? null
        : (place.any(tablesFolder) ?? unknown('tablesFolder', tablesFolder, output)),
    task: task === null ? null : { ...task, directory: optional('task.directory', task.directory) },
    cases: cases === null ? null : { ...cases, file: optional('cases.file', cases.file) },
    orcaflex: orcaflex === null ? null : { ...orcaflex, library: libraryHere(orcaflex.library, place) },
    report: { ...report, logo: optional('report.logo', report.logo) },
  };
  return { ...checked, batch: here, inputDirectory };
}

interface Places {
  /** Null if nothing is there. */
  existing(written: string): string | null;
  /** Where something is or may be made. */
  any(written: string): string | null;
}

function placesBy(written: string, here: string): Places {
  const guessed = (one: string): string | null => placeHere(one, { written, here });
  const own = (one: string): string | null => (isForeign(one) ? null : one);
  const candidates = (one: string): string[] => [guessed(one), own(one)].filter((place) => place !== null);
  return {
    existing: (one) => candidates(one).find((place) => existsSync(place)) ?? null,
    any: (one) => candidates(one)[0] ?? null,
  };
}

/** Rows of a table are in no folder. */
function inputsHere(checked: CheckedBatch, place: Places): string {
  const { task, inputs } = checked.batch;
  const { directory } = inputs;
  const found = place.existing(directory);
  if (found !== null) return found;
  if (task !== null && task.rows !== null) return place.any(directory) ?? path.resolve('.');
  throw inputsUnknown(checked);
}

/** A library of another system is of no use: this machine looks for its own one. */
function libraryHere(written: string | null, place: Places): string | null {
  if (written === null) return null;
  return place.existing(written) ?? (isForeign(written) ? null : written);
}

/** Also if another folder is in its place. `checked`: as it was recorded. */
export function inputsUnknown({ batch, output }: CheckedBatch): FaultError {
  const { directory } = batch.inputs;
  return new FaultError({
    code: 'PLACE_UNKNOWN',
    message: `the inputs of the batch were in ${directory} when its output folder was ${batch.output}, and are not found from ${output}`,
    hint: `name their folder as this machine has it: ballast resume "${output}" --inputs DIR`,
    details: { directory, output },
  });
}

function unknown(key: string, written: string, output: string): never {
  throw new FaultError({
    code: 'PLACE_UNKNOWN',
    message: `\`${key}\` of the batch in ${output} is ${written}, which this machine does not have`,
    hint: 'resume the batch on a machine that has it, or make it reachable in the same place relative to the output folder',
    details: { key, written, output },
  });
}

/** Whether a folder has an input that a batch has listed. True if it has listed none. */
export function hasInputsOf(
  directory: string,
  listed: readonly { readonly file: string; readonly size: number }[],
): boolean {
  const isThere = ({ file, size }: (typeof listed)[number]): boolean =>
    statSync(path.join(directory, ...file.split('/')), { throwIfNoEntry: false })?.size === size;
  return listed.length === 0 || listed.some(isThere);
}

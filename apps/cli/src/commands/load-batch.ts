import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckedBatch, checkBatch, invalidBatch } from '@ballast/batch';
import { decodeText } from '@ballast/config';
import { configurationKind, loadDigitalmodel } from '@ballast/digitalmodel';
import { loadOppnda, oppndaKind } from '@ballast/oppnda';
import { withOwnTask } from '@ballast/own-task';
import { FaultError } from '@ballast/resource-model';
import type { BatchFlags } from './batch-flags.ts';
import { isResult, notABatchFile, resultGiven } from './no-batch-file.ts';

/**
 * Reads and checks a batch file, or a configuration of digitalmodel or OppNDA, which is translated to one; reports all
 * mistakes at once.
 * `placed`: the batch with its paths as this machine has them.
 * Faults: BATCH_UNREADABLE, BATCH_INVALID, OVERRIDE_UNUSED, LIBRARY_REFUSED, TASK_REFUSED and those of tasks; INPUT_FOLDER_MISSING and NO_INPUTS of a
 * configuration.
 */
export function loadBatch(
  file: string,
  flags: BatchFlags,
  placed: (checked: CheckedBatch) => CheckedBatch = (checked) => checked,
): CheckedBatch {
  const checked = withOwnTask(placed(checkedBatch(file, flags)));
  if (flags.native === false && checked.batch.task !== null) throw taskRefused(file);
  const library = checked.batch.orcaflex?.library ?? null;
  if (flags.native === false && library !== null) throw libraryRefused(file, library);
  return checked;
}

function checkedBatch(file: string, flags: BatchFlags): CheckedBatch {
  const text = readBatchText(file);
  const overrides = overridesOf(flags);
  const { override, out } = flags;
  const output = out === undefined ? {} : { output: out };
  const kind = configurationKind(text);
  // A text with an override can only be a configuration, whatever is wrong with it.
  const isForeign = kind === 'unknown' && oppndaKind(text) === null;
  if (kind === 'digitalmodel' || (isForeign && override !== undefined)) {
    const options = override === undefined ? output : { ...output, override };
    return loadDigitalmodel({ file, text, overrides }, options);
  }
  if (override !== undefined) throw overrideUnused(file);
  if (kind === 'unknown' && !isForeign) return loadOppnda({ file, text }, { ...output, overrides });
  return checkBatch(text, { source: file, base: path.dirname(path.resolve(file)), overrides, ...output });
}

/** Flags are overrides, so that they are checked and reported in the same way. */
function overridesOf(flags: BatchFlags): string[] {
  return [
    ...flags.set,
    ...(flags.workers === undefined ? [] : [`resources.workers=${flags.workers}`]),
    ...(flags.memory === undefined ? [] : [`resources.memory=${flags.memory}`]),
    ...(flags.logging === undefined ? [] : [`orcaflex.logging=${flags.logging}`]),
  ];
}

/** Faults: BATCH_UNREADABLE; BATCH_INVALID if it is not UTF-8. */
export function readBatchText(file: string): string {
  const decoded = decodeText(contentOf(file));
  if (!decoded.ok) throw invalidBatch(decoded.issues, file, 'save the file as UTF-8, then try again');
  return decoded.text;
}

function contentOf(file: string): Uint8Array {
  const content = contentOrFault(file);
  if (isResult(file, content)) throw resultGiven(file);
  return content;
}

function contentOrFault(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw notABatchFile(file, cause as NodeJS.ErrnoException);
  }
}

function libraryRefused(file: string, library: string): FaultError {
  return new FaultError({
    code: 'LIBRARY_REFUSED',
    message: `${file} names a native library, ${library}, which --no-native refuses`,
    hint: 'remove orcaflex.library to use the installed OrcaFlex; if you trust the file like a program, run it without --no-native',
    details: { library },
  });
}

function taskRefused(file: string): FaultError {
  return new FaultError({
    code: 'TASK_REFUSED',
    message: `${file} runs a command or a function, which --no-native refuses`,
    hint: 'read its key task; if you trust the file like a program, run it without --no-native',
  });
}

function overrideUnused(file: string): FaultError {
  return new FaultError({
    code: 'OVERRIDE_UNUSED',
    message: `${file} is not a digitalmodel configuration, so it cannot take a dictionary of overrides`,
    hint: 'override values of a batch file with --set, for example --set resources.memory=50%',
  });
}

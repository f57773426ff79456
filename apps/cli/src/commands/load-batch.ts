import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationKind, parseBatch } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { loadDigitalmodel } from '../digitalmodel/load-digitalmodel.ts';
import { invalidBatch, issueLines } from './invalid-batch.ts';
import type { BatchFlags, LoadedBatch } from './loaded-batch.ts';

export type { BatchFlags, LoadedBatch };

/**
 * Reads and checks a batch file, or a digitalmodel configuration, which becomes one; every mistake in it is told at once.
 * Faults: BATCH_UNREADABLE, BATCH_INVALID, OVERRIDE_UNUSED; INPUT_FOLDER_MISSING and NO_INPUTS of a configuration.
 */
export function loadBatch(file: string, flags: BatchFlags): LoadedBatch {
  const text = readBatchText(file);
  const overrides = overridesOf(flags);
  const kind = configurationKind(text);
  // With an override, what is missing or cannot be read is a mistake of a configuration.
  if (kind === 'digitalmodel' || (kind === 'unknown' && flags.override !== undefined)) {
    return loadDigitalmodel({ file, text, overrides }, flags);
  }
  if (flags.override !== undefined) throw overrideUnused(file);
  const parsed = parseBatch({ text, source: file, overrides });
  if (!parsed.ok) {
    throw invalidBatch(parsed.issues, file, 'correct the file; `ballast schema` prints what it may contain');
  }
  const { batch } = parsed;
  const base = path.dirname(path.resolve(file));
  return {
    batch,
    base,
    inputDirectory: path.resolve(base, batch.inputs.directory),
    output: flags.out === undefined ? path.resolve(base, batch.output) : path.resolve(flags.out),
    warnings: issueLines(parsed.warnings, file),
  };
}

/** Flags are overrides like any other, so that they are checked and reported in the same way. */
function overridesOf(flags: BatchFlags): string[] {
  return [
    ...flags.set,
    ...(flags.workers === undefined ? [] : [`resources.workers=${flags.workers}`]),
    ...(flags.memory === undefined ? [] : [`resources.memory=${flags.memory}`]),
    ...(flags.logging === undefined ? [] : [`orcaflex.logging=${flags.logging}`]),
  ];
}

/** Fault: BATCH_UNREADABLE. */
export function readBatchText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FaultError({
      code: 'BATCH_UNREADABLE',
      message: `the batch file ${file} cannot be read: ${(cause as Error).message}`,
      hint: 'check the path; `ballast run --help` has examples',
      cause,
    });
  }
}

function overrideUnused(file: string): FaultError {
  return new FaultError({
    code: 'OVERRIDE_UNUSED',
    message: `${file} is no digitalmodel configuration, so that it takes no dictionary of overrides`,
    hint: 'override values of a batch file with --set, for example --set resources.memory=50%',
  });
}

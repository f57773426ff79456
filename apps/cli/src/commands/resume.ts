import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  findEarlierBatch,
  isEffectiveBatch,
  isJournal,
  isOfBatchFile,
  type OutputFolder,
  outputFolder,
  planIn,
  shardIn,
} from '@ballast/batch';
import { type Fault, FaultError } from '@ballast/resource-model';
import type { CompanionFlags } from '../live/companion-flags.ts';
import { runCommand } from './run/run.ts';
import type { RunFlags } from './run/run-flags.ts';

export type ResumeFlags = CompanionFlags &
  Pick<RunFlags, 'native' | 'history' | 'repair' | 'verify' | 'html' | 'fleet' | 'here' | 'json' | 'quiet'>;

/**
 * `ballast resume`: resumes the batch in an output folder with its own settings. Returns the exit code.
 * Faults: NOTHING_TO_RESUME, JOURNAL_DAMAGED, PLAN_DAMAGED, RESUME_CONFIGURATION, EFFECTIVE_BATCH_CHANGED, and those of
 * `run`.
 */
export async function resumeCommand(folder: string, flags: ResumeFlags): Promise<number> {
  const output = outputFolder(path.resolve(folder));
  const shard = shardIn(output.root);
  const isThere = statSync(output.effectiveBatch, { throwIfNoEntry: false })?.isFile() === true;
  if (!isThere || !existsSync(output.journal)) throw nothingToResume(output.root);
  const { unusable } = findEarlierBatch(output);
  // The plan of a batch file can be made again.
  const isLost = unusable !== null && !(unusable.code === 'PLAN_DAMAGED' && isOfBatchFile(output));
  if (isLost) throw cannotResume(output, unusable);
  if (!isJournal(output.journal)) throw nothingToResume(output.root);
  const configuration = planIn(output.plan)?.origin.configuration ?? null;
  if (configuration !== null) throw ofConfiguration(output.root, configuration);
  if (!isEffectiveBatch(output)) throw effectiveBatchChanged(output);
  // A shard is named with the output folder of its batch.
  const place =
    shard === null ? { out: output.root } : { out: path.resolve(output.root, '..', '..', '..'), shard };
  return runCommand(output.effectiveBatch, { ...flags, ...place, set: [], fresh: false });
}

function nothingToResume(root: string): FaultError {
  return new FaultError({
    code: 'NOTHING_TO_RESUME',
    message: `${root} is not the output folder of a batch`,
    hint: 'name the folder with journal.ndjson and batch.effective.yml, or run the batch file',
    details: { path: root },
  });
}

/** Other settings would give other tables. */
function effectiveBatchChanged({ root, effectiveBatch }: OutputFolder): FaultError {
  return new FaultError({
    code: 'EFFECTIVE_BATCH_CHANGED',
    message: `${effectiveBatch} is not the batch that ran in this folder: it was changed or damaged since`,
    hint: `run the batch file again with --out "${root}"; if you edited this file: ballast run "${effectiveBatch}"`,
    details: { path: effectiveBatch },
  });
}

function cannotResume(
  { root, effectiveBatch }: OutputFolder,
  { code, message, details = {} }: Fault,
): FaultError {
  return new FaultError({
    code,
    message: `the batch in ${root} cannot be resumed: ${message}`,
    hint: `run the batch again, which moves what is there aside: ballast run "${effectiveBatch}"`,
    details,
  });
}

/** A configuration makes more than the batch: files of its own, and rows of missing inputs. */
function ofConfiguration(root: string, configuration: string): FaultError {
  return new FaultError({
    code: 'RESUME_CONFIGURATION',
    message: `the batch in ${root} was made from a digitalmodel configuration`,
    hint: `run the configuration again to resume it: ballast run "${configuration}"`,
    details: { path: root, configuration },
  });
}

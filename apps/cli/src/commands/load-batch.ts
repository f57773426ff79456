import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Batch, type ConfigIssue, formatIssues, parseBatch } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';

export interface BatchFlags {
  readonly set: readonly string[];
  readonly out?: string;
  readonly workers?: string;
  readonly memory?: string;
}

export interface LoadedBatch {
  readonly batch: Batch;
  /** Folder of the batch file, absolute: what its paths count from. */
  readonly base: string;
  /** Absolute. */
  readonly inputDirectory: string;
  /** Absolute. */
  readonly output: string;
  readonly warnings: readonly string[];
}

/** Reads and checks a batch file; every mistake in it is told at once. Faults: BATCH_UNREADABLE, BATCH_INVALID. */
export function loadBatch(file: string, flags: BatchFlags): LoadedBatch {
  const text = readBatchText(file);
  const parsed = parseBatch({ text, source: file, overrides: overrides(flags) });
  if (!parsed.ok) {
    const count = parsed.issues.length;
    throw new FaultError({
      code: 'BATCH_INVALID',
      message: `${file} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}`,
      hint: 'correct the file; `ballast schema` prints what it may contain',
      details: { issues: parsed.issues, lines: issueLines(parsed.issues, file) },
    });
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

/** One line an issue; they are escaped already, so that a line end is one between two of them. */
function issueLines(issues: readonly ConfigIssue[], file: string): readonly string[] {
  return issues.length === 0 ? [] : formatIssues(issues, file).split('\n');
}

/** Flags are overrides like any other, so that they are checked and reported in the same way. */
function overrides(flags: BatchFlags): string[] {
  return [
    ...flags.set,
    ...(flags.workers === undefined ? [] : [`resources.workers=${flags.workers}`]),
    ...(flags.memory === undefined ? [] : [`resources.memory=${flags.memory}`]),
  ];
}

function readBatchText(file: string): string {
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

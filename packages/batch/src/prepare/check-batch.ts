import path from 'node:path';
import { parseBatch } from '@ballast/config';
import { stringify } from 'yaml';
import type { CheckedBatch } from './checked-batch.ts';
import { invalidBatch, issueLines } from './invalid-batch.ts';

/** A batch as the text of a batch file, or as an object with the same keys. */
export type BatchSource = string | Readonly<Record<string, unknown>>;

export interface CheckOptions {
  /** Folder that relative paths of the batch count from; the working directory if absent. */
  readonly base?: string;
  /** Output folder that replaces the one in the batch; relative to the working directory. */
  readonly output?: string;
  /** `key=value` pairs that replace values of the batch, such as `resources.memory=50%`. */
  readonly overrides?: readonly string[];
  /** Name of the batch file, for messages. */
  readonly source?: string;
}

/** Checks a batch; nothing is read or written yet. Fault: BATCH_INVALID, with all mistakes at once. */
export function checkBatch(source: BatchSource, options: CheckOptions = {}): CheckedBatch {
  const name = options.source ?? 'the batch';
  const text = typeof source === 'string' ? source : stringify(source);
  const parsed = parseBatch({ text, source: name, overrides: [...(options.overrides ?? [])] });
  if (!parsed.ok) {
    throw invalidBatch(parsed.issues, name, 'correct the batch; `ballast schema` prints what it may contain');
  }
  const { batch } = parsed;
  const base = path.resolve(options.base ?? '.');
  return {
    batch,
    base,
    inputDirectory: path.resolve(base, batch.inputs.directory),
    output: options.output === undefined ? path.resolve(base, batch.output) : path.resolve(options.output),
    warnings: issueLines(parsed.warnings, name),
  };
}

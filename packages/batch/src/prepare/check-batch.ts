import path from 'node:path';
import { parseBatch } from '@ballast/config';
import { stringify } from '@ballast/config/yaml';
import { FaultError } from '@ballast/resource-model';
import { readerByContent } from '../inputs/reader-by-content.ts';
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

const CORRECT_IT = 'correct the batch; `ballast schema` prints what it may contain';
const READ_IT = 'this is the path of a file: read the file, and pass its text';

/** Checks a batch; nothing is written, and inputs are looked at only if it does not name its reader. Fault: BATCH_INVALID, with all mistakes at once. */
export function checkBatch(source: BatchSource, options: CheckOptions = {}): CheckedBatch {
  const name = options.source ?? 'the batch';
  const text = typeof source === 'string' ? source : textOf(source, name);
  const base = path.resolve(options.base ?? '.');
  const parsed = parseBatch({
    text,
    source: name,
    overrides: [...(options.overrides ?? [])],
    defaults: {
      ...(options.source === undefined ? {} : { name: path.parse(options.source).name }),
      readerOf: (inputs) => readerByContent(base, inputs),
    },
  });
  if (!parsed.ok) {
    throw invalidBatch(parsed.issues, name, isPath(source) ? READ_IT : CORRECT_IT);
  }
  const { batch } = parsed;
  return {
    batch,
    base,
    inputDirectory: path.resolve(base, batch.inputs.directory),
    output: options.output === undefined ? path.resolve(base, batch.output) : path.resolve(options.output),
    warnings: issueLines(parsed.warnings, name),
  };
}

const isPath = (source: BatchSource): boolean => typeof source === 'string' && /^\S+\.ya?ml$/i.test(source);

/** Functions and symbols cannot be written in a batch file. */
function textOf(source: Readonly<Record<string, unknown>>, name: string): string {
  try {
    return stringify(source);
  } catch (cause) {
    const message = `${name} has a value that a batch file cannot hold: ${(cause as Error).message}`;
    throw new FaultError({ code: 'BATCH_INVALID', message, hint: CORRECT_IT, cause });
  }
}

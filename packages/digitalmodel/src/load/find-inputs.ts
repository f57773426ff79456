import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { byCodeUnit, fileFacts, type Input } from '@ballast/batch';
import type { ConfigIssue } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { type Bases, candidatesOf, isFolder, isForeign, meantBy, portable } from '../paths/folders.ts';
import { type InputFilter, inputIssue, isSelected } from '../translate/input-selection.ts';
import type { Digitalmodel } from '../translate/read-digitalmodel.ts';
import { nameKey } from './name-key.ts';

export interface FoundInputs {
  /** Absolute; the names of the inputs are relative to it. */
  readonly directory: string;
  /** Sorted, at least one. */
  readonly inputs: readonly Input[];
}

type Matched = Extract<Digitalmodel['inputs'], { kind: 'matched' }>;

/** The inputs of a configuration; `refuse` throws what is wrong with its folder or pattern. */
export function findInputs(
  selection: Digitalmodel['inputs'],
  bases: Bases,
  refuse: (issue: ConfigIssue, code: string) => never,
): FoundInputs {
  return selection.kind === 'listed'
    ? listedInputs(selection.files, bases)
    : matchedInputs(selection, bases, refuse);
}

function matchedInputs(
  { directory: written, filter, places }: Matched,
  bases: Bases,
  refuse: (issue: ConfigIssue, code: string) => never,
): FoundInputs {
  const candidates = written === null ? [bases.file] : candidatesOf(written, bases);
  const directory = candidates.find(isFolder);
  if (directory === undefined) {
    const looked = candidates.length === 0 ? '' : ` (looked for ${candidates.join(' and ')})`;
    const expected = 'the path of an existing folder';
    const hint = isForeign(written ?? '')
      ? 'this system has no drive letters'
      : 'a relative path counts from this file';
    const found = `${written}, which does not exist${looked}`;
    return refuse(inputIssue(places.directory, { expected, found, hint }), 'INPUT_FOLDER_MISSING');
  }
  const names = namesIn(directory);
  const inputs = names.map((name) => inputAt(directory, name)).filter((input) => isInput(input, filter));
  if (inputs.length > 0) return { directory, inputs };
  const files = names.filter((name) => /\.sim$/i.test(name)).length;
  const expected = 'a pattern and filters that match at least one .sim file';
  const found = `none in ${directory}, which has ${files} ${files === 1 ? 'such file' : 'such files'}`;
  return refuse(inputIssue(places.pattern, { expected, found }), 'NO_INPUTS');
}

/** One level, sorted: by code unit, the same on every platform. */
function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort(byCodeUnit);
  } catch (cause) {
    throw new FaultError({
      code: 'INPUT_FOLDER_UNREADABLE',
      message: `the input folder ${directory} cannot be read: ${(cause as Error).message}`,
      hint: 'give the user that runs the batch permission to read it, or name another folder',
      cause,
    });
  }
}

function isInput({ file, size, path: full }: Input, filter: InputFilter): boolean {
  return isSelected({ name: file, size }, filter) && !isFolder(full);
}

function inputAt(directory: string, file: string): Input {
  const full = path.join(directory, file);
  return { file, path: full, ...fileFacts(full), refused: null };
}

/** Missing files stay among the inputs: each gets a row with the reason. */
function listedInputs(files: readonly string[], bases: Bases): FoundInputs {
  const paths = files.map((written) => candidatesOf(written, bases).find(isThere) ?? meantBy(written, bases));
  // The first of several spellings of one file counts.
  const keyed = new Map(paths.toReversed().map((full) => [nameKey(full), full]));
  const distinct = [...keyed.values()].sort(byCodeUnit);
  const directory = commonFolder(distinct.filter((full) => path.isAbsolute(full))) ?? bases.file;
  const inputs = distinct.map((full) => {
    const file = path.isAbsolute(full)
      ? portable(path.relative(directory, full))
      : full.replaceAll('\\', '/');
    return { file, path: full, ...fileFacts(full), refused: isThere(full) ? null : missingFile(full) };
  });
  return { directory, inputs };
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function missingFile(full: string): NonNullable<Input['refused']> {
  return {
    code: 'INPUT_MISSING',
    message: `the input ${full} does not exist`,
    hint: 'correct file_management.input_files in the configuration',
    details: { path: full },
    class: 'input-missing',
  };
}

/** The innermost folder that contains all files; null if there is none, as on two drives. */
function commonFolder(files: readonly string[]): string | null {
  const [first, ...rest] = files.map((file) => path.dirname(file).split(path.sep));
  if (first === undefined) return null;
  const length = rest.reduce((shared, parts) => {
    const differs = parts.findIndex((part, i) => nameKey(part) !== nameKey(first[i] ?? ''));
    return Math.min(shared, differs < 0 ? parts.length : differs);
  }, first.length);
  const common = first.slice(0, length).join(path.sep);
  return length === 0 ? null : common === '' || common.endsWith(':') ? `${common}${path.sep}` : common;
}

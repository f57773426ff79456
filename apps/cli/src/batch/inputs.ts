import { statSync } from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { glob } from 'tinyglobby';

/** One input of a batch. */
export interface Input {
  /** Relative to the input folder, with forward slashes: as tables name it. */
  readonly file: string;
  readonly path: string;
  /** Bytes; 0 for what has no size of its own. */
  readonly size: number;
}

export interface InputPatterns {
  /** Absolute. */
  readonly directory: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Absolute; nothing below it is an input. */
  readonly output: string;
}

/**
 * Everything that the patterns match, in the order that tables list it (by code unit, the same on every platform).
 * Folders and unreadable files that match are inputs too: each gets its row and its reason.
 * Faults: INPUT_FOLDER_MISSING, NO_INPUTS.
 */
export async function listInputs(patterns: InputPatterns): Promise<readonly Input[]> {
  const { directory, include, exclude } = patterns;
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new FaultError({
      code: 'INPUT_FOLDER_MISSING',
      message: `the input folder ${directory} is not there`,
      hint: 'correct inputs.directory in the batch file; a relative folder counts from the batch file',
    });
  }
  const found = await glob([...include], {
    cwd: directory,
    ignore: [...exclude],
    onlyFiles: false,
    expandDirectories: false,
    caseSensitiveMatch: false,
    dot: true,
  });
  const inputs = found
    .map((name) => asInput(directory, name.replace(/\/$/, '')))
    .filter((input) => !isBelow(input.path, patterns.output))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  if (inputs.length === 0) {
    throw new FaultError({
      code: 'NO_INPUTS',
      message: `nothing in ${directory} matches ${include.join(', ')}`,
      hint: 'correct inputs.directory or inputs.include in the batch file',
    });
  }
  return inputs;
}

function asInput(directory: string, file: string): Input {
  const full = path.join(directory, file);
  const stat = statSync(full, { throwIfNoEntry: false });
  return { file, path: full, size: stat?.isFile() === true ? stat.size : 0 };
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

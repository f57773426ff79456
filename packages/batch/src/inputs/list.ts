import { opendirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Fault, FaultError } from '@ballast/resource-model';
import { ownedIn } from '../folder/owned.ts';
import { byCodeUnit } from './by-code-unit.ts';
import type { SystemPath } from './byte-names.ts';
import { inputMatcher } from './patterns.ts';
import { walkInputs } from './walk.ts';

/** One input of a batch. */
export interface Input {
  /** Relative to the input folder, with forward slashes: its name in tables. */
  readonly file: string;
  /** Of a name that is not UTF-8 as shown, with escapes: `bytes` reach the file. */
  readonly path: string;
  /** The path itself, if it is not UTF-8. */
  readonly bytes?: Buffer;
  /** Bytes; 0 for anything that is not a file. */
  readonly size: number;
  /** When it was last written, in milliseconds since 1970; null for anything that is not a readable file. */
  readonly modified: number | null;
  /** Why it certainly cannot be read; null for everything except folders that cannot be listed. */
  readonly refused: Fault | null;
}

export interface InputPatterns {
  /** Absolute. */
  readonly directory: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Absolute; nothing that a batch left in it is an input. Null if there is no batch. */
  readonly output: string | null;
}

/**
 * Everything that the patterns match, in the order of tables (by code unit, the same on every platform). Unreadable
 * files, broken links and pipes that match are inputs too, and so are folders that may contain inputs but cannot be listed:
 * each gets its row and its reason. So does a folder that a pattern names without a wildcard, except the output folder.
 * Faults: INPUT_FOLDER_MISSING, INPUT_FOLDER_UNREADABLE, PATTERN_LEAVES_FOLDER, NO_INPUTS.
 */
export function listInputs({ directory, include, exclude, output }: InputPatterns): readonly Input[] {
  const matcher = inputMatcher(include, exclude);
  requireFolder(directory);
  const found = walkInputs(directory, matcher, output === null ? () => false : ownedIn(output));
  if (found.length === 0) {
    throw new FaultError({
      code: 'NO_INPUTS',
      message: `nothing in ${directory} matches ${include.join(', ')}`,
      hint: 'correct inputs.directory or inputs.include in the batch file',
    });
  }
  const namesOf = namesIn(directory);
  return found
    .map(({ name, full, refused }): Input => {
      const { size, modified } = fileFacts(full);
      const { file, path: place } = namesOf(name);
      // With a spread, the engine keeps a shape for each of them.
      const input = { file, path: place, size, modified, refused };
      return typeof full === 'string' ? input : { ...input, bytes: full };
    })
    .sort((a, b) => byCodeUnit(a.file, b.file));
}

/**
 * The names and paths of what was found in a folder. A name that is the end of its path takes half of the memory of one of its own:
 * the engine keeps no second text.
 */
function namesIn(directory: string): (name: string) => Pick<Input, 'file' | 'path'> {
  if (path.sep !== '/') return (name) => ({ file: name, path: path.join(directory, name) });
  const folder = path.join(directory, '/');
  return (name) => {
    if (name === '') return { file: name, path: path.join(directory, name) };
    const whole = `${folder}${name}`;
    return { file: whole.slice(folder.length), path: whole };
  };
}

function requireFolder(directory: string): void {
  try {
    opendirSync(directory).closeSync();
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new FaultError({
        code: 'INPUT_FOLDER_MISSING',
        message: `the input folder ${directory} does not exist`,
        hint: 'correct inputs.directory in the batch file; a relative path counts from the folder of the batch file',
        cause,
      });
    }
    throw new FaultError({
      code: 'INPUT_FOLDER_UNREADABLE',
      message: `the input folder ${directory} cannot be read: ${message}`,
      hint: 'give the user that runs the batch permission to read it, or correct inputs.directory',
      cause,
    });
  }
}

/** Never throws: the attempt to read the file reports what is wrong with it. */
export function fileFacts(full: SystemPath): Pick<Input, 'size' | 'modified'> {
  try {
    const stat = statSync(full);
    return stat.isFile() ? { size: stat.size, modified: stat.mtimeMs } : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

const UNKNOWN = { size: 0, modified: null } as const;

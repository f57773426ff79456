import { statSync } from 'node:fs';
import path from 'node:path';
import { READER_PATTERNS } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { fileFacts, type Input, listInputs } from '../inputs/list.ts';

/** What a command line names: files, folders and patterns of files, and what is left over. */
export interface NamedFiles {
  /** In the order of the arguments, each once. `file` is the name as it was given or found. */
  readonly inputs: readonly Input[];
  /** Whether a folder or a pattern was given, or more than one file. */
  readonly many: boolean;
  /** Arguments that name no file and do not look like one: names or patterns of channels. */
  readonly others: readonly string[];
}

const GLOB = /[*?{[]|[@+!]\(/;
const LIKE_A_FILE = /[\\/]|\.(outb?|sim|csv|txt|dat)$/i;

/** Faults: FILE_NOT_FOUND; of a folder or a pattern INPUT_FOLDER_MISSING, NO_INPUTS. */
export function namedFiles(given: readonly string[]): NamedFiles {
  const inputs = new Map<string, Input>();
  const others: string[] = [];
  let many = false;
  for (const one of given) {
    const found = inputsNamed(one);
    if (found === null) others.push(one);
    else {
      many ||= found.many;
      for (const input of found.inputs) inputs.set(input.path, input);
    }
  }
  return { inputs: [...inputs.values()], many: many || inputs.size > 1, others };
}

function inputsNamed(one: string): { readonly inputs: readonly Input[]; readonly many: boolean } | null {
  const kind = kindOf(one);
  if (kind === 'folder') {
    return { inputs: listed(one, READER_PATTERNS, one), many: true };
  }
  if (kind === 'file') {
    const full = path.resolve(one);
    return { inputs: [{ file: one, path: full, ...fileFacts(full), refused: null }], many: false };
  }
  if (!LIKE_A_FILE.test(one) || one.startsWith('!')) return null;
  if (GLOB.test(one)) {
    const { folder, pattern } = splitPattern(one);
    return { inputs: listed(folder, [pattern], folder), many: true };
  }
  throw new FaultError({
    code: 'FILE_NOT_FOUND',
    message: `${one} does not exist`,
    hint: 'check the path; a pattern such as "dlc/*.outb" names several files',
    details: { path: one },
  });
}

function kindOf(name: string): 'file' | 'folder' | null {
  try {
    return statSync(name).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

function listed(folder: string, include: readonly string[], named: string): Input[] {
  const inputs = listInputs({ directory: path.resolve(folder), include, exclude: [], output: null });
  return inputs.map((input) => ({
    ...input,
    file: named === '.' ? input.file : path.join(named, input.file),
  }));
}

/** The longest folder without wildcards, and the rest. */
function splitPattern(pattern: string): { readonly folder: string; readonly pattern: string } {
  const segments = pattern.split(/[\\/]/);
  const wild = segments.findIndex((segment) => GLOB.test(segment));
  const folder = segments.slice(0, wild).join('/');
  return { folder: folder === '' ? (wild > 0 ? '/' : '.') : folder, pattern: segments.slice(wild).join('/') };
}

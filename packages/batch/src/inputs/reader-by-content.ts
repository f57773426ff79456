import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { READER_PATTERNS, type ReaderGuess, type ReaderName, type WrittenInputs } from '@ballast/config';
import { isFault } from '@ballast/resource-model';
import { listInputs } from './list.ts';

/** Inputs that are looked at: those of a batch are alike. */
const MOST = 100;
/** What every simulation file of OrcaFlex has near its beginning. */
const ORCAFLEX = Buffer.from('ORCAFLEX', 'latin1');
const HEAD = 16;
/** How a summary of the ONE simulator begins. */
const REPORT = 'Message stats fo';

/** The reader of the inputs of a batch that names none, by the contents of its files; unknown if they are of several kinds. */
export function readerByContent(base: string, { directory, include, exclude }: WrittenInputs): ReaderGuess {
  const patterns = include ?? READER_PATTERNS;
  const folder = path.resolve(base, directory);
  try {
    const inputs = listInputs({ directory: folder, include: patterns, exclude, output: null });
    const readers = new Map<ReaderName, string>();
    for (const { file, path: full, bytes = full } of inputs.slice(0, MOST))
      readers.set(readerOf(bytes), file);
    const [first, second] = [...readers];
    if (first === undefined) return { kind: 'unknown', why: 'there are no inputs' };
    if (second === undefined) return { kind: 'found', reader: first[0] };
    const files = `${first[1]} is for ${first[0]}, ${second[1]} for ${second[0]}`;
    return { kind: 'unknown', why: `name the one that is meant: ${files}` };
  } catch (error) {
    if (isFault(error)) return { kind: 'unknown', why: error.message };
    throw error;
  }
}

/** The reader of one file. A file that cannot be read counts as what its name says. */
export function readerOf(file: string | Buffer): ReaderName {
  const byName = readerByName(file.toString());
  try {
    const descriptor = openSync(file, 'r');
    try {
      const head = Buffer.alloc(HEAD);
      const length = readSync(descriptor, head, 0, HEAD, 0);
      if (length === 0) return byName;
      if (head.subarray(0, length).includes(ORCAFLEX)) return 'orcaflex';
      return byName === 'one' || head.toString('latin1') === REPORT ? 'one' : 'openfast';
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return byName;
  }
}

/** Reports of the ONE simulator have the kind at the end of their names. */
function readerByName(name: string): ReaderName {
  if (/\.sim$/i.test(name)) return 'orcaflex';
  return /Report(?:er)?(?:_\d{4})?\.txt$/.test(name) ? 'one' : 'openfast';
}

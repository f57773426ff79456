import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULTS, READER_PATTERNS, READERS, type ReaderName } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { type Input, listInputs } from '../inputs/list.ts';
import { readerOf } from '../inputs/reader-by-content.ts';
import { type ChannelList, listDifferences } from './channel-lists.ts';
import { surveyFiles } from './survey-files.ts';

/** Files whose channels are looked at: those of one folder are mostly alike. */
const MOST_SURVEYED = 200;

/** What a folder has for a batch. */
export interface FolderFound {
  /** Of most files. */
  readonly reader: ReaderName;
  readonly inputs: readonly Input[];
  /** Patterns of all of them. */
  readonly include: readonly string[];
  /** What most of them have; null if none can be read. */
  readonly list: ChannelList | null;
}

/** Looks at the results in a folder. Faults: INPUT_FOLDER_MISSING, INPUT_FOLDER_UNREADABLE, NO_INPUTS. */
export async function lookAtFolder(folder: string): Promise<FolderFound> {
  const all = listInputs({
    directory: path.resolve(folder),
    include: [...READER_PATTERNS],
    exclude: [],
    output: null,
  });
  const readers = all.map((input) => readerOf(input.bytes ?? input.path));
  const countOf = (one: ReaderName): number => readers.filter((reader) => reader === one).length;
  const reader = READERS.reduce((most, one) => (countOf(one) > countOf(most) ? one : most));
  const inputs = all.filter((_, i) => readers[i] === reader);
  const endings = new Set(inputs.map(({ file }) => path.extname(file).toLowerCase()));
  const step = Math.ceil(inputs.length / MOST_SURVEYED);
  const some = reader === 'orcaflex' ? inputs.slice(0, 1) : inputs.filter((_, i) => i % step === 0);
  const { files, lists } = await surveyFiles(some);
  const { usual } = listDifferences(lists, files);
  return {
    reader,
    inputs,
    include: reader === 'one' ? DEFAULTS.include.one : [...endings].map((ending) => `**/*${ending}`),
    list: usual === null ? null : (lists[usual] ?? null),
  };
}

/** Writes a batch file that is not there. Faults: BATCH_FILE_EXISTS, BATCH_FILE_UNWRITABLE. */
export function writeStarter(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new FaultError({
        code: 'BATCH_FILE_UNWRITABLE',
        message: `${file} cannot be written: ${(cause as Error).message}`,
        hint: 'name a folder that you may write to',
        cause,
      });
    }
    throw exists(file);
  }
}

/** Before anybody answers questions in vain. Fault: BATCH_FILE_EXISTS. */
export function refuseExisting(file: string): void {
  if (existsSync(file)) throw exists(file);
}

function exists(file: string): FaultError {
  return new FaultError({
    code: 'BATCH_FILE_EXISTS',
    message: `${file} exists already and was not changed`,
    hint: `\`ballast run ${file}\` runs it; rename or remove it to write a new one`,
  });
}

import type { ReaderName } from '@ballast/config';
import { type Fault, isFault, plainFault } from '@ballast/resource-model';
import type { FileContents, Reader } from '@ballast/results-model';
import type { Input } from '../inputs/list.ts';
import { readerOf } from '../inputs/reader-by-content.ts';
import { readerNamed } from '../worker/readers.ts';
import { type ChannelList, ChannelLists } from './channel-lists.ts';
import { eachOf } from './each-of.ts';

/** Files that are looked at together: storage far away answers several requests in the time of one. */
const AT_ONCE = 16;

/** What the survey tells about a file besides its channels. */
export type SurveyedFacts = Omit<FileContents, 'channels' | 'objects'>;

export interface SurveyedFile {
  /** As the caller named it. */
  readonly file: string;
  readonly path: string;
  /** Null for a file that cannot be read; `fault` says why. */
  readonly facts: SurveyedFacts | null;
  readonly fault: Fault | null;
  /** Position in `lists`; null for a file that cannot be read, and for a simulation that was not loaded. */
  readonly list: number | null;
}

export interface Survey {
  readonly files: readonly SurveyedFile[];
  /** The different lists of channels, in the order of the files. */
  readonly lists: readonly ChannelList[];
}

export type SurveyInput = Pick<Input, 'file' | 'path' | 'bytes' | 'refused'>;

/** Of more simulations of OrcaFlex than this, only the first bytes are read: each has to be loaded for its names. */
const MOST_LOADED = 50;

/**
 * Looks at many files without loading their samples; the reader of each is found by its content. Faults become part of the
 * answer. Models of OrcaFlex are loaded one after the other: one licence.
 */
export async function surveyFiles(inputs: readonly SurveyInput[]): Promise<Survey> {
  const lists = new ChannelLists();
  const names = inputs.map(readerNameOf);
  const loads = names.filter((name) => name === 'orcaflex').length <= MOST_LOADED;
  const files = await eachOf(inputs, AT_ONCE, async (input, i): Promise<SurveyedFile> => {
    const { file, path } = input;
    const isProbed = names[i] === 'orcaflex' && !loads;
    const found = await (isProbed ? probed(input) : contentsOf(input));
    if ('code' in found) return { file, path, facts: null, fault: found, list: null };
    const { channels, objects, ...facts } = found;
    return { file, path, facts, fault: null, list: isProbed ? null : lists.add({ channels, objects }) };
  });
  return inOrder({ files, lists: lists.all });
}

/** The contents of one file, or why it cannot be read. */
export function contentsOf(input: SurveyInput): Promise<FileContents | Fault> {
  return orFault(input, async (reader) => {
    if (reader.contents === undefined) throw new Error(`defect: the reader ${reader.name} lists no contents`);
    return reader.contents(input.path);
  });
}

/** What the first bytes of a simulation reveal. */
function probed(input: SurveyInput): Promise<FileContents | Fault> {
  return orFault(input, async (reader) => {
    const { format, size, samples } = reader.probe(input.path);
    return { ...NOTHING, format, size, samples };
  });
}

const NOTHING = {
  ...{ writtenBy: null, description: null, completeness: null, warnings: [], counted: false },
  ...{ start: null, step: null, end: null, plannedEnd: null, channels: [], objects: [], stages: [] },
};

async function orFault<T>(input: SurveyInput, read: (reader: Reader) => Promise<T>): Promise<T | Fault> {
  if (input.refused !== null) return input.refused;
  if (input.bytes !== undefined) return NOT_UTF8;
  try {
    return await read(await readerFor(input));
  } catch (error) {
    if (isFault(error)) return plainFault(error);
    throw error;
  }
}

const readerNameOf = ({ path, bytes }: SurveyInput): ReaderName => readerOf(bytes ?? path);

/** The reader of a file by its content, with the installed library. */
export function readerFor(input: SurveyInput): Promise<Reader> {
  return readerNamed(readerNameOf(input), { library: null, nativeThreads: 1 });
}

const NOT_UTF8: Fault = {
  code: 'NAME_NOT_UTF8',
  message: 'the name of the file is not UTF-8, so it can be read in a batch only',
  hint: 'rename it, or run a batch with its folder',
};

/** Files are looked at in no particular order, so the lists are numbered again by the order of the files. */
function inOrder({ files, lists }: Survey): Survey {
  const numbers = new Map<number, number>();
  for (const { list } of files) if (list !== null && !numbers.has(list)) numbers.set(list, numbers.size);
  return {
    files: files.map((one) => ({ ...one, list: one.list === null ? null : (numbers.get(one.list) ?? null) })),
    lists: [...numbers.keys()].flatMap((list) => lists[list] ?? []),
  };
}

import type { ReaderName } from '../batch.ts';
import type { Finding } from '../mistake.ts';
import { nameProblem } from '../text/safe-name.ts';
import { type Located, plain, valueAt } from '../yaml/located.ts';
import { isText, list, mapping, scalar, withDefault } from './located-edits.ts';

/** What a batch file that leaves it out gets, as far as the caller knows more than the text. */
export interface BatchDefaults {
  /** Name of the batch: usually the stem of its file. Anything that cannot be part of a file name is replaced. */
  readonly name?: string;
  /** Finds the reader of the inputs; by the endings of the patterns unless given. */
  readonly readerOf?: (inputs: WrittenInputs) => ReaderGuess;
}

export interface WrittenInputs {
  readonly directory: string;
  /** Null for the default patterns. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
}

export type ReaderGuess =
  | { readonly kind: 'found'; readonly reader: ReaderName }
  | { readonly kind: 'unknown'; readonly why: string };

const VERSION = 1;
/** Output folder of a batch that names none. */
export const DEFAULT_OUTPUT = './ballast-out';
const NAME = 'batch';

export interface FilledIn {
  readonly root: Located;
  /** Why the reader is not known; null if it is, or was written. */
  readonly unknownReader: string | null;
  /** Defaults that the user should know of. */
  readonly notes: readonly Finding[];
}

/** Adds the keys that may be left out. Expects the full form. */
export function filledIn(root: Located, { name, readerOf = byEndings }: BatchDefaults): FilledIn {
  if (root.kind !== 'mapping') return { root, unknownReader: null, notes: [] };
  const { origin } = root;
  const own = name?.replaceAll(/[^\w.-]+/g, '-') ?? NAME;
  const batch = scalar(nameProblem(own) === null ? own : NAME, origin);
  const named = withDefault(withDefault(root, 'output', scalar(DEFAULT_OUTPUT, origin)), 'batch', batch);
  const versioned = withDefault(named, 'version', scalar(VERSION, origin));
  const notes = root.entries.has('version') ? [] : [VERSION_NOTE];
  if (isTask(root)) return { root: ofTask(versioned), unknownReader: null, notes };
  const inputs = writtenInputs(root);
  if (root.entries.has('reader') || inputs === null) return { root: versioned, unknownReader: null, notes };
  const asked = readerOf(inputs);
  // Without a single input, the patterns may still show which reader was meant.
  const guess = asked.kind === 'found' ? asked : readerByEndings(inputs, asked.why);
  if (guess.kind === 'unknown') return { root: versioned, unknownReader: guess.why, notes };
  return { root: withDefault(versioned, 'reader', scalar(guess.reader, origin)), unknownReader: null, notes };
}

function isTask(root: Located): boolean {
  return valueAt(root, ['task'])?.kind === 'mapping';
}

/** Name of the table of a batch of tasks. */
const TASKS = 'tasks';

/** A task stands for reader and tables, and its rows for the inputs. What stands in their place here is replaced by `toBatch`. */
function ofTask(root: Located): Located {
  const { origin } = root;
  const written = { name: scalar(TASKS, origin), layout: scalar('wide', origin), columns: list([], origin) };
  const tables = withDefault(root, 'tables', list([mapping(written, origin)], origin));
  const read = withDefault(tables, 'reader', scalar('openfast', origin));
  const rows = valueAt(root, ['task', 'rows']);
  const isOfRows = rows !== undefined && !(rows.kind === 'scalar' && rows.value === null);
  return isOfRows ? withDefault(read, 'inputs', mapping({ directory: scalar('.', origin) }, origin)) : read;
}

const VERSION_NOTE: Finding = {
  path: ['version'],
  expected: '',
  found: '',
  message: `no \`version\`: read as version ${VERSION}`,
  hint: `write \`version: ${VERSION}\`, so that a later release reads the file in the same way`,
  blame: 'key',
};

/** Null unless they are valid as far as this needs them. */
function writtenInputs(root: Located): WrittenInputs | null {
  const directory = valueAt(root, ['inputs', 'directory']);
  if (!isText(directory)) return null;
  return {
    directory: directory.value,
    include: textsAt(root, 'include'),
    exclude: textsAt(root, 'exclude') ?? [],
  };
}

function textsAt(root: Located, key: string): readonly string[] | null {
  const found = valueAt(root, ['inputs', key]);
  if (found?.kind !== 'list') return null;
  return found.items.map(plain).filter((value) => typeof value === 'string');
}

const NOT_SHOWN =
  'the patterns do not show which: write `reader: openfast`, `reader: orcaflex` or `reader: one`';

function byEndings(inputs: WrittenInputs): ReaderGuess {
  return readerByEndings(inputs, NOT_SHOWN);
}

function readerByEndings({ include }: WrittenInputs, why: string): ReaderGuess {
  const wanted = include?.filter((pattern) => !pattern.startsWith('!')) ?? [];
  const all = (ending: RegExp): boolean =>
    wanted.length > 0 && wanted.every((pattern) => ending.test(pattern));
  if (all(/\.sim$/i)) return { kind: 'found', reader: 'orcaflex' };
  if (all(/\.outb?$/i)) return { kind: 'found', reader: 'openfast' };
  if (all(/Report\w*\.txt$/i)) return { kind: 'found', reader: 'one' };
  return { kind: 'unknown', why };
}

import type { ConfigIssue } from '@ballast/config';
import { mistakeAt, type Origin, type Step } from '@ballast/config/yaml';
import { printable } from '@ballast/text';
import { warning } from './notes.ts';
import { at, flagAt, isNothing, numberAt, type Place, textAt, textsAt, wrong } from './place.ts';

/** The inputs as written: folders and files are not resolved. */
export type InputSelection =
  | {
      readonly kind: 'matched';
      /** Null for the folder of the configuration file. */
      readonly directory: string | null;
      readonly filter: InputFilter;
      readonly places: Readonly<Record<'directory' | 'pattern', InputPlace>>;
    }
  | { readonly kind: 'listed'; readonly files: readonly string[] };

/** The places of folder and pattern in the configuration, for mistakes that are only found when the folder is read. */
export interface InputPlace {
  readonly path: readonly Step[];
  readonly origin: Origin;
}

/** The issue for a mistake in the folder or the pattern of the inputs. */
export function inputIssue(
  { path, origin }: InputPlace,
  mistake: { readonly expected: string; readonly found: string; readonly hint?: string },
): ConfigIssue {
  return mistakeAt(origin, { path, ...mistake });
}

export interface InputFilter {
  /** Part of the name before the extension; `*` and `?` are wildcards. Null for every name. */
  readonly pattern: string | null;
  /** Without the dot. */
  readonly extensions: readonly string[];
  readonly contains: readonly string[];
  readonly notContains: readonly string[];
  /** Searched for in the name without its extension. */
  readonly regex: RegExp | null;
  /** Bytes, both inclusive. */
  readonly minBytes: number | null;
  readonly maxBytes: number | null;
}

export function inputSelection(root: Place): InputSelection {
  const files = at(root, 'file_management');
  const filename = at(files, 'filename');
  const filter = filterOf(filename);
  const folder = at(files, 'input_directory');
  const directory = textAt(folder, 'the path of a folder');
  if (directory !== null) {
    const places = { directory: folder, pattern: at(filename, 'pattern') };
    return { kind: 'matched', directory, filter, places };
  }
  return olderSelection(files, filter);
}

/** Inputs are a list of files, or the files of the configuration's folder or of another one. */
function olderSelection(files: Place, filter: InputFilter): InputSelection {
  const current = at(files, 'files', 'files_in_current_directory');
  const here = flagAt(at(current, 'flag'), false);
  const read = here || flagAt(at(current, 'auto_read'), false);
  const listed = at(files, 'input_files');
  if (!isNothing(listed) && !read) return { kind: 'listed', files: listedFiles(listed) };
  const own = at(current, 'filename_pattern');
  const pattern = textAt(own, 'part of a file name') ?? filter.pattern;
  const folder = at(current, 'directory');
  const directory = here ? null : textAt(folder, 'the path of a folder');
  const places = { directory: folder, pattern: isNothing(own) ? at(files, 'filename', 'pattern') : own };
  return { kind: 'matched', directory, filter: { ...filter, pattern }, places };
}

/** A configuration may also list kinds of file that do not contain results. */
function listedFiles(place: Place): readonly string[] {
  const sims = at(place, 'sim');
  const files = textsAt(isNothing(sims) ? at(place, '*.sim') : sims, 'the path of a file');
  if (files.length === 0) wrong(sims, 'a list of .sim files');
  return files;
}

function filterOf(filename: Place): InputFilter {
  const filters = at(filename, 'filters');
  const size = (key: string): number | null => {
    const words = 'a size in kilobytes, 0 or more';
    const kilobytes = numberAt(at(filters, key), words, { least: 0, most: Number.MAX_SAFE_INTEGER / 1024 });
    return kilobytes === null ? null : kilobytes * 1024;
  };
  const minBytes = size('min_size_kb');
  const maxBytes = size('max_size_kb');
  if (minBytes !== null && maxBytes !== null && minBytes > maxBytes) {
    wrong(at(filters, 'max_size_kb'), 'a largest size that is no less than the smallest');
  }
  return {
    pattern: textAt(at(filename, 'pattern'), 'part of a file name'),
    extensions: extensionsOf(at(filename, 'extension')),
    contains: textsAt(at(filters, 'contains'), 'part of a file name'),
    notContains: textsAt(at(filters, 'not_contains'), 'part of a file name'),
    regex: regexOf(at(filters, 'regex')),
    minBytes,
    maxBytes,
  };
}

function extensionsOf(place: Place): readonly string[] {
  const written = textsAt(place, 'an extension').map((one) => one.replace(/^\*?\./, ''));
  if (written.length === 0) return ['sim'];
  const sims = written.filter((one) => one.toLowerCase() === 'sim');
  const others = written.filter((one) => one.toLowerCase() !== 'sim');
  if (sims.length === 0) wrong(place, 'the extension sim: only those files contain results');
  else if (others.length > 0) {
    const found = `${others.map((one) => printable(one)).join(', ')} too; only .sim files contain results`;
    warning(place.notes, place.origin, { path: place.path, expected: '[sim]', found });
  }
  return sims.slice(0, 1);
}

/** Python's regular expressions, as far as JavaScript reads them in the same way. */
function regexOf(place: Place): RegExp | null {
  const written = textAt(place, 'a regular expression');
  if (written === null) return null;
  const [, inline = ''] = /^\(\?([ims]+)\)/.exec(written) ?? [];
  const source = written
    .replace(/^\(\?[ims]+\)/, '')
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/^\\A/, '^')
    .replace(/\\Z$/, '$');
  try {
    return new RegExp(source, [...new Set(inline)].join(''));
  } catch (error) {
    const why = error instanceof Error ? printable(error.message, 200) : '';
    return wrong(place, 'a valid regular expression', why);
  }
}

/** A file of the input folder. */
export interface Candidate {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Whether a file of the input folder is an input: its name matches `*<pattern>*.<extension>`, ignoring case as on Windows,
 * has all of contains and none of not_contains, its stem matches the regular expression, and its size is in the range.
 */
export function isSelected({ name, size }: Candidate, filter: InputFilter): boolean {
  const dot = name.lastIndexOf('.');
  // As in digitalmodel, a leading wildcard does not match the dot of a hidden file.
  if (dot < 0 || name.startsWith('.')) return false;
  const stem = name.slice(0, dot);
  const extension = name.slice(dot + 1).toLowerCase();
  return (
    filter.extensions.some((one) => one.toLowerCase() === extension) &&
    matchesPattern(stem, filter.pattern) &&
    filter.contains.every((part) => name.includes(part)) &&
    !filter.notContains.some((part) => name.includes(part)) &&
    (filter.regex === null || filter.regex.test(stem)) &&
    (filter.minBytes === null || size >= filter.minBytes) &&
    (filter.maxBytes === null || size <= filter.maxBytes)
  );
}

/** Greedy from left to right: the first place that fits a piece between wildcards is as good as any later one. */
function matchesPattern(stem: string, pattern: string | null): boolean {
  if (pattern === null) return true;
  let rest = stem.toLowerCase();
  for (const piece of pattern.toLowerCase().split('*')) {
    const end = endOfPiece(rest, piece);
    if (end === null) return false;
    rest = rest.slice(end);
  }
  return true;
}

function endOfPiece(text: string, piece: string): number | null {
  for (let start = 0; start + piece.length <= text.length; start += 1) {
    if ([...piece].every((character, i) => character === '?' || text[start + i] === character)) {
      return start + piece.length;
    }
  }
  return null;
}

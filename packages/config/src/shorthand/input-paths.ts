/** A path in the short form of `inputs` has a wildcard, or names a file by its ending. */
const WILDCARD = /[*?{[]|[@+!]\(/;
const FILE = /\.(outb?|sim)$/i;
/** Everything that a reader reads, at any depth below a folder. */
const RESULTS = ['**', '*.{out,outb,sim}'];

export interface InputPaths {
  readonly directory: string;
  /** Null for everything in the folder that the reader reads. */
  readonly include: readonly string[] | null;
}

/**
 * The folder and the patterns of paths that are each a folder, a file or a pattern: the longest folder that all of them
 * have in common, without wildcards. Both kinds of slash separate folders. `!` in front excludes.
 */
export function inputPaths(written: readonly string[]): InputPaths {
  const [only] = written;
  if (written.length === 1 && only !== undefined && isFolder(only)) return { directory: only, include: null };
  const parts = written.map((path) => {
    const negated = path.startsWith('!') && !path.startsWith('!(');
    const segments = (negated ? path.slice(1) : path).split(/[\\/]/);
    return { negated, segments: isFolder(path) ? [...trimmed(segments), ...RESULTS] : segments };
  });
  const wanted = parts.filter(({ negated }) => !negated);
  const common = commonFolder((wanted.length > 0 ? wanted : parts).map(({ segments }) => segments));
  const include = parts.map(({ negated, segments }) => {
    const inside = common.every((segment, i) => segments[i] === segment);
    const rest = (inside ? segments.slice(common.length) : segments).join('/');
    return negated ? `!${rest}` : rest;
  });
  return { directory: folderText(common), include };
}

function isFolder(path: string): boolean {
  return !WILDCARD.test(path) && !FILE.test(path);
}

function trimmed(segments: readonly string[]): readonly string[] {
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

function commonFolder(paths: readonly (readonly string[])[]): readonly string[] {
  const folders = paths.map((segments) => {
    const wild = segments.findIndex((segment) => WILDCARD.test(segment));
    return segments.slice(0, wild < 0 ? -1 : wild);
  });
  const [first = [], ...others] = folders;
  const different = first.findIndex((segment, i) => others.some((other) => other[i] !== segment));
  const shortest = Math.min(...folders.map(({ length }) => length));
  return first.slice(0, different < 0 ? shortest : different);
}

function folderText(segments: readonly string[]): string {
  if (segments.length === 0) return '.';
  // The root of a file system, `/` or `C:`, would be another place without its slash.
  const text = segments.join('/');
  return text === '' || /^[A-Za-z]:$/.test(text) ? `${text}/` : text;
}

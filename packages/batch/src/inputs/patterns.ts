import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import picomatch from 'picomatch';

/** Decides which names are inputs; names are relative to the input folder, with forward slashes. */
export interface InputMatcher {
  matches(name: string): boolean;
  /** Whether a pattern without a wildcard is this name: only then a folder is meant itself. */
  names(name: string): boolean;
  /** An excluded name is not an input, and an excluded folder is not searched. */
  excludes(name: string): boolean;
  /** Whether the name of anything below this folder could match. */
  mayHold(folder: string): boolean;
}

/**
 * `flags`: without `s` no pattern matches a name with a line end in it. `windows: false`: names come with forward
 * slashes on every platform, and a backslash in a pattern always escapes.
 */
const OPTIONS = { dot: true, nocase: true, flags: 'is', posix: true, windows: false } as const;

/** Characters of names that mean themselves in a pattern. */
const PLAIN = /^[\w./ -]+$/;

/** Fault: PATTERN_LEAVES_FOLDER. */
export function inputMatcher(include: readonly string[], exclude: readonly string[]): InputMatcher {
  const negated = include.filter(isNegated).map((pattern) => pattern.slice(1));
  const wanted = include.filter((pattern) => !isNegated(pattern)).map(normalized);
  const literal = wanted.filter((pattern) => !picomatch.scan(pattern).isGlob);
  const below = wanted.map(belowMatcher);
  // One expression for each of thousands of names would be tried for each of thousands of files.
  const plain = new Set(wanted.filter((pattern) => PLAIN.test(pattern)).map((name) => name.toLowerCase()));
  const others = wanted.filter((pattern) => !PLAIN.test(pattern));
  const matchesOthers = others.length === 0 ? () => false : picomatch(others, OPTIONS);
  return {
    matches: (name) => plain.has(name.toLowerCase()) || matchesOthers(name),
    names: literal.length === 0 ? () => false : picomatch(literal, OPTIONS),
    excludes: picomatch([...exclude, ...negated].map(normalized), OPTIONS),
    mayHold: (folder) => {
      const parts = folder.split('/');
      return below.some((mayHold) => mayHold(parts));
    },
  };
}

function isNegated(pattern: string): boolean {
  return pattern.startsWith('!') && pattern[1] !== '(';
}

function normalized(pattern: string): string {
  const result = path.posix.normalize(pattern).replace(/\/$/, '');
  if (result !== '..' && !result.startsWith('../') && !path.isAbsolute(result)) return result;
  throw new FaultError({
    code: 'PATTERN_LEAVES_FOLDER',
    message: `the pattern ${pattern} leads out of the input folder`,
    hint: 'patterns count from inputs.directory: set that to a folder further up',
    details: { pattern },
  });
}

/** Compares folder by folder up to the first part that spans several of them. */
function belowMatcher(pattern: string): (folder: readonly string[]) => boolean {
  const { parts: scanned = [] } = picomatch.scan(pattern, { parts: true });
  const parts = scanned.length === 0 ? [pattern] : scanned;
  const matchers = parts.map((part) => picomatch(part, OPTIONS));
  return (folder) => {
    for (const [depth, name] of folder.entries()) {
      const part = parts[depth];
      if (part === undefined) return false;
      if (part.includes('**') || part.includes('/')) return true;
      if (matchers[depth]?.(name) !== true) return false;
    }
    return folder.length < parts.length;
  };
}

import type { Tree } from '../tree/tree.ts';
import type { ClaimedName } from './claimed-names.ts';

/** Everything that exists: names in code and its strings (not in comments), files, folders, packages and their entries. */
export interface KnownNames {
  readonly has: (claimed: ClaimedName) => boolean;
}

const IDENTIFIER = /[A-Za-z_$][\w$]*/g;
/** Names with hyphens, dots and slashes, as in strings and settings. */
const LONGER = /[\w@$.-]+(?:\/[\w@$.-]+)*/g;
const OPTION = /(?<![\w-])--[a-z][a-z0-9-]*/g;
/** `.option('--out <folder>')` and `{ 'where-possible': { type: 'boolean' } }` both make an option. */
const OPTION_KEY = /['"]?([a-z][a-z0-9-]*)['"]?: \{ type: '(?:string|boolean)'/g;

const OF_THE_CHECKOUT = /^(?:packages|apps|tools|docs|bench|examples)\/|(?:^|\/)(?:src|test)\//;

/** `codes`: texts without comments; `files`: every committed file. */
export function knownNames(
  codes: readonly string[],
  files: readonly string[],
  packages: Tree['packages'],
): KnownNames {
  const words = new Set<string>();
  const options = new Set<string>();
  for (const code of codes) {
    for (const pattern of [IDENTIFIER, LONGER]) for (const [word] of code.matchAll(pattern)) words.add(word);
    for (const [option] of code.matchAll(OPTION)) options.add(option);
    for (const [, key] of code.matchAll(OPTION_KEY)) options.add(`--${key}`);
  }
  for (const word of [...words]) {
    words.add(word.slice(word.lastIndexOf('/') + 1));
    words.add(word.replace(/(?<=.)@[\d.]+$/, ''));
  }
  const places = placesOf(files);
  const isFile = (name: string): boolean => {
    const place = name.replace(/^(?:\.{1,2}\/)+/, '').replace(/\/$/, '');
    if ([place, name].some((one) => places.has(one) || words.has(one))) return true;
    // A program joins the names of the folders that it creates; folders of the checkout exist as a whole or not at all.
    return !OF_THE_CHECKOUT.test(place) && place.split('/').every((part) => words.has(part));
  };
  return {
    has: ({ kind, name }) => {
      switch (kind) {
        case 'identifier':
          return words.has(name) || places.has(name);
        case 'option':
          return options.has(name) || options.has(name.replace('--no-', '--'));
        case 'file':
          return isFile(name);
        case 'package':
          return isPackage(packages, name) || words.has(name) || isFile(name);
      }
    },
  };
}

/** Every run of segments of each path, with and without the ending, and the built file of each source. */
function placesOf(files: readonly string[]): ReadonlySet<string> {
  const places = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    for (let end = 1; end <= parts.length; end += 1) {
      for (let start = 0; start < end; start += 1) places.add(parts.slice(start, end).join('/'));
    }
  }
  for (const place of [...places]) {
    places.add(place.replace(/\.[^./]+$/, ''));
    if (/\bsrc\/.*\.ts$/.test(place)) places.add(place.replace('src/', 'dist/').replace(/\.ts$/, '.js'));
  }
  return places;
}

function isPackage(packages: Tree['packages'], name: string): boolean {
  const owner = packages.find((one) => `${name}/`.startsWith(`${one.manifest.name}/`));
  if (owner === undefined) return false;
  const entry = `.${name.slice(owner.manifest.name.length)}`;
  return entry === '.' || owner.manifest.entries.has(entry);
}

import type { Finding, Origin } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import type { Step } from '../text/path.ts';
import { nameKey } from '../text/safe-name.ts';
import { type Located, valueAt } from '../yaml/located.ts';
import { pathsOf, textAt } from './raw.ts';

/** Names and files that two tables share. */
export function repeatedNames(root: Located): readonly Finding[] {
  const names = new Taken(root, 'a name that no other table has (case is ignored)');
  const files = new Taken(root, 'a file that no other table writes (case is ignored)');
  return pathsOf(root, ['tables']).flatMap((table) => {
    const path = [...table, 'name'];
    const name = textAt(root, path);
    if (name === null) return [];
    const repeated = names.claim(path, nameKey(name));
    // By default a file has the name of its table: a second mistake would repeat the first.
    if (repeated.length > 0) return repeated;
    const own = [...table, 'style', 'fileName'];
    const file = textAt(root, own);
    // Files of time series start with the name of the input.
    const kind = textAt(root, [...table, 'layout']) === 'time-series' ? 'input' : 'table';
    return files.claim(file === null ? path : own, `${kind} ${nameKey(file ?? name)}`);
  });
}

/** Texts that must be unique. */
class Taken {
  readonly #root: Located;
  readonly #expected: string;
  readonly #first = new Map<string, Origin>();

  constructor(root: Located, expected: string) {
    this.#root = root;
    this.#expected = expected;
  }

  claim(path: readonly Step[], key: string): readonly Finding[] {
    const located = valueAt(this.#root, path);
    if (located === undefined) return [];
    const earlier = this.#first.get(key);
    if (earlier === undefined) {
      this.#first.set(key, located.origin);
      return [];
    }
    const where = earlier.kind === 'file' ? `on line ${earlier.line}` : `by ${earlier.source}`;
    const found = `${inWords(textAt(this.#root, path))}, already used ${where}`;
    return [{ path, expected: this.#expected, found, blame: 'value' }];
  }
}

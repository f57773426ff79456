import type { Finding, Origin } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import type { Step } from '../text/path.ts';
import { nameKey } from '../text/safe-name.ts';
import { type Located, valueAt } from '../yaml/located.ts';
import { pathsOf, textAt } from './raw.ts';

/** Names and files of tables that two of them have. */
export function repeatedNames(root: Located): readonly Finding[] {
  const names = new Taken(root, 'a name that no other table has (upper and lower case count as the same)');
  const files = new Taken(root, 'a file that no other table writes (upper and lower case count as the same)');
  return pathsOf(root, ['tables']).flatMap((table) => {
    const path = [...table, 'name'];
    const name = textAt(root, path);
    if (name === null) return [];
    const repeated = names.claim(path, nameKey(name));
    // A table has the file of its name, so that the second mistake would be the first again.
    if (repeated.length > 0) return repeated;
    const own = [...table, 'style', 'fileName'];
    const file = textAt(root, own);
    // Those of time series begin with the name of the input.
    const kind = textAt(root, [...table, 'layout']) === 'time-series' ? 'input' : 'table';
    return files.claim(file === null ? path : own, `${kind} ${nameKey(file ?? name)}`);
  });
}

/** Texts that only one place may have. */
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
    const where = earlier.kind === 'file' ? `line ${earlier.line}` : earlier.source;
    const found = `${inWords(textAt(this.#root, path))}, taken by ${where}`;
    return [{ path, expected: this.#expected, found, blame: 'value' }];
  }
}

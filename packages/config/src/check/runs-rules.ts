import type { Finding } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import { nearest } from '../text/nearest.ts';
import type { Step } from '../text/path.ts';
import { type Located, plain, valueAt } from '../yaml/located.ts';
import { isGiven, itemsOf, pathsOf, textAt } from './raw.ts';

type Path = readonly Step[];

/** Parts that every name has. */
const ALWAYS = ['report_type'];

/** Tables over runs without the names of the runs, or about parts that the names do not have. */
export function runsFindings(root: Located): readonly Finding[] {
  const tables = pathsOf(root, ['tables']).filter((table) => isOverRuns(root, table));
  if (tables.length === 0) return [];
  if (!isGiven(root, ['names'])) {
    const expected = 'the key `names`, which tables over runs need';
    return [{ path: ['names'], expected, found: 'nothing', blame: 'value' }];
  }
  const parts = partsIn(root);
  if (parts.length === 0) return [];
  return [
    ...keysAt(root, ['names', 'extract']).flatMap((name) =>
      unknownPart(name, parts, { path: ['names', 'extract', name], blame: 'key' }),
    ),
    ...tables
      .flatMap((table) => partsNamed(root, table))
      .flatMap(({ name, path }) => unknownPart(name, parts, { path, blame: 'value' })),
  ];
}

export function isOverRuns(root: Located, table: Path): boolean {
  const kind = textAt(root, [...table, 'kind']);
  return kind === 'averages' || kind === 'metrics';
}

function partsIn(root: Located): string[] {
  const expression = textAt(root, ['names', 'expression']) ?? '';
  const groups = [...expression.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name = '']) => name);
  return [...keysAt(root, ['names', 'positions']), ...groups];
}

function keysAt(root: Located, path: Path): string[] {
  const found = valueAt(root, path);
  return found?.kind === 'mapping' ? [...found.entries.keys()] : [];
}

function partsNamed(root: Located, table: Path): { readonly name: string; readonly path: Path }[] {
  const lists = ['groupBy', 'over'].flatMap((key) =>
    itemsOf(root, [...table, key]).map((item, i) => ({ value: plain(item), path: [...table, key, i] })),
  );
  const by = { value: textAt(root, [...table, 'by']), path: [...table, 'by'] };
  return [...lists, by].flatMap(({ value, path }) =>
    typeof value === 'string' ? [{ name: value, path }] : [],
  );
}

function unknownPart(
  name: string,
  parts: readonly string[],
  { path, blame }: { readonly path: Path; readonly blame: 'key' | 'value' },
): Finding[] {
  const known = [...parts, ...ALWAYS];
  if (known.includes(name)) return [];
  const near = nearest(name, known);
  const hint = near === null ? {} : { hint: `did you mean \`${near}\`?` };
  return [{ path, expected: `one of the parts ${known.join(', ')}`, found: inWords(name), blame, ...hint }];
}

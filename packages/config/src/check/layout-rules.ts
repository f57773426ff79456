import { COLUMN_FACTS, isWildcard } from '@ballast/results-model';
import type { Finding } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import type { Step } from '../text/path.ts';
import { type Located, plain, valueAt } from '../yaml/located.ts';
import { isGiven, itemsOf, pathsOf, textAt } from './raw.ts';

type Path = readonly Step[];

/** Columns and style that do not fit the layout of their table. */
export function layoutFindings(root: Located): readonly Finding[] {
  return pathsOf(root, ['tables']).flatMap((table) => {
    const layout = textAt(root, [...table, 'layout']);
    if (layout === null) return [];
    const columns = pathsOf(root, [...table, 'columns']);
    return [
      ...(layout === 'wide' ? [] : emptyFindings(root, [...table, 'columns'])),
      ...columns.flatMap((column) => kindFindings(root, column, layout)),
      ...columns.flatMap((column) => wildcardFindings(root, column)),
      ...(layout === 'time-series' ? periodFindings(root, columns) : []),
      ...unitFindings(root, [...table, 'units'], layout),
      ...styleFindings(root, [...table, 'style'], layout),
    ];
  });
}

/** Without columns a wide table still has its leading ones; any other table would be empty. */
function emptyFindings(root: Located, path: Path): readonly Finding[] {
  const columns = valueAt(root, path);
  if (columns?.kind !== 'list' || columns.items.length > 0) return [];
  const expected = 'a list of columns with at least one element, except with layout wide';
  return [{ path, expected, found: 'an empty list', blame: 'value' }];
}

/** Layouts whose columns have one kind. */
const ONLY_KIND: ReadonlyMap<string, string> = new Map([
  ['linked', 'linked'],
  ['time-series', 'series'],
  ['range-graph', 'range-graph'],
  ['range-envelope', 'range-graph'],
]);

function kindFindings(root: Located, column: Path, layout: string): readonly Finding[] {
  const path = [...column, 'kind'];
  // The schema reports a kind that is not text.
  if (isGiven(root, path) && textAt(root, path) === null) return [];
  const kind = textAt(root, path) ?? 'series';
  const only = ONLY_KIND.get(layout);
  if (only === undefined ? kind !== 'linked' : kind === only) return [];
  const expected =
    only === undefined
      ? 'layout linked for columns of kind linked'
      : `columns of kind ${only} in a table of layout ${layout}`;
  const found = isGiven(root, path) ? inWords(kind) : 'no kind, which means series';
  return [{ path: isGiven(root, path) ? path : column, expected, found, blame: 'value' }];
}

/** A column of one series cannot request all of them. */
function wildcardFindings(root: Located, column: Path): readonly Finding[] {
  const kind = textAt(root, [...column, 'kind']);
  if (kind === null || kind === 'series') return [];
  const others = pathsOf(root, [...column, 'linked']).flatMap((path) => [path, [...path, 'variable']]);
  return [[...column, 'variable'], ...others].flatMap((path) => {
    const name = textAt(root, path);
    if (name === null || !isWildcard(name)) return [];
    return [{ path, expected: 'one variable', found: inWords(name), blame: 'value' as const }];
  });
}

/** All samples of a row belong to the same time. */
function periodFindings(root: Located, columns: readonly Path[]): readonly Finding[] {
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const common = periodText(root, first);
  return others
    .filter((column) => periodText(root, column) !== common)
    .map((column) => {
      const path = [...column, 'period'];
      const given = valueAt(root, path);
      return {
        path: given === undefined ? column : path,
        expected: 'the period of the first column in a table of layout time-series',
        found: given === undefined ? 'no period, which means whole' : inWords(plain(given)),
        blame: 'value' as const,
      };
    });
}

function periodText(root: Located, column: Path): string {
  const period = valueAt(root, [...column, 'period']);
  return JSON.stringify(period === undefined ? 'whole' : plain(period));
}

/** Long tables have a column of units; rows of linked tables belong to different series. */
function unitFindings(root: Located, path: Path, layout: string): readonly Finding[] {
  const units = textAt(root, path);
  if (layout === 'wide' || units === null || units === 'none') return [];
  const expected = 'no `units` except in a table of layout wide';
  return [{ path, expected, found: inWords(units), blame: 'key' }];
}

function styleFindings(root: Located, style: Path, layout: string): readonly Finding[] {
  const foot = [...style, 'foot'];
  const leading = [...style, 'leading'];
  const facts = pathsOf(root, leading).map((path) => [...path, 'fact']);
  const refused = (path: Path, expected: string): Finding[] =>
    isGiven(root, path) ? [{ path, expected, found: 'one', blame: 'key' }] : [];
  if (layout === 'time-series' || layout === 'range-envelope') {
    return [
      ...refused(leading, `no \`leading\` in a table of layout ${layout}`),
      ...(itemsOf(root, foot).length > 0 ? refused(foot, `no \`foot\` in a table of layout ${layout}`) : []),
      ...refused([...style, 'linkedNames'], 'no `linkedNames` except in a table of layout linked'),
    ];
  }
  const hasFoot = itemsOf(root, foot).length > 0;
  return [
    ...(layout === 'linked'
      ? []
      : refused([...style, 'linkedNames'], 'no `linkedNames` except in a table of layout linked')),
    ...(layout === 'linked' ? [] : facts.flatMap((path) => factFindings(root, path))),
    ...(hasFoot && (layout === 'long' || layout === 'range-graph')
      ? refused(foot, `no \`foot\` in a table of layout ${layout}`)
      : []),
    ...(hasFoot && facts.length > 0 ? footFindings(root, foot, facts) : []),
  ];
}

function factFindings(root: Located, path: Path): readonly Finding[] {
  const fact = textAt(root, path);
  if (!COLUMN_FACTS.some((known) => known === fact)) return [];
  const expected = 'a fact about the file (facts about a column need layout linked)';
  return [{ path, expected, found: inWords(fact), blame: 'value' }];
}

/** Without a label, a row below the files could be mistaken for a file. */
function footFindings(root: Located, foot: Path, facts: readonly Path[]): readonly Finding[] {
  if (facts.some((path) => textAt(root, path) === 'statistic')) return [];
  const expected = 'a leading column with the fact statistic, which names the rows of `foot`';
  return [{ path: foot, expected, found: 'none', blame: 'key' }];
}

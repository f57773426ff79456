import { STATISTICS } from '@ballast/results-model';
import type { Finding, Origin } from '../mistake.ts';
import type { Step } from '../text/path.ts';
import { inWords } from '../text/printable.ts';
import { nameKey } from '../text/safe-name.ts';
import { child, type Located, plain, valueAt } from '../yaml/located.ts';

// Rules that join several values of a file. They look at what is written, not at what the schema made of it,
// so that they speak up beside mistakes elsewhere; whatever has the wrong type they leave to the schema.

/** What is wrong between the values of a file. */
export function ruleFindings(root: Located): readonly Finding[] {
  const reader = textAt(root, ['reader']);
  const columns = itemsOf(root, ['tables']).flatMap((_, i) => {
    const path = ['tables', i, 'columns'];
    return itemsOf(root, path).map((_, j) => [...path, j]);
  });
  return [
    ...repeatedNames(root),
    ...(reader === 'orcaflex' ? columns.flatMap((path) => missingObject(root, path)) : []),
    ...(reader === 'openfast' ? columns.flatMap((path) => onlyOrcaflex(root, path)) : []),
    ...(reader === 'openfast' ? unwanted(root, ['orcaflex'], 'no settings of OrcaFlex') : []),
  ];
}

/** What is allowed but was hardly meant. */
export function ruleWarnings(root: Located): readonly Finding[] {
  return itemsOf(root, ['tables']).flatMap((_, i) =>
    itemsOf(root, ['tables', i, 'columns']).flatMap((_, j) => {
      const path = ['tables', i, 'columns', j, 'statistics'];
      return repeatedStatistics(root, path);
    }),
  );
}

function repeatedNames(root: Located): readonly Finding[] {
  const first = new Map<string, Origin>();
  const findings: Finding[] = [];
  for (const i of itemsOf(root, ['tables']).keys()) {
    const path = ['tables', i, 'name'];
    const located = valueAt(root, path);
    const name = textAt(root, path);
    if (located === undefined || name === null) continue;
    const key = nameKey(name);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, located.origin);
      continue;
    }
    const expected = 'a name that no other table has (upper and lower case count as the same)';
    const where = earlier.kind === 'file' ? `line ${earlier.line}` : earlier.source;
    findings.push({ path, expected, found: `${inWords(name)}, taken by ${where}`, blame: 'value' });
  }
  return findings;
}

function missingObject(root: Located, path: readonly Step[]): readonly Finding[] {
  const variable = textAt(root, [...path, 'variable']);
  const object = valueAt(root, [...path, 'object']);
  const given = object !== undefined && !(object.kind === 'scalar' && object.value === null);
  if (variable === null || variable === '*' || given) return [];
  const expected = 'the name of an object (reader orcaflex needs one unless the variable is "*")';
  return [{ path: [...path, 'object'], expected, found: 'nothing', blame: 'value' }];
}

function onlyOrcaflex(root: Located, path: readonly Step[]): readonly Finding[] {
  const period = valueAt(root, [...path, 'period']);
  const word = textAt(root, [...path, 'period']);
  const other = word === 'static' || word === 'latest-wave' || period?.kind === 'mapping';
  return [
    ...unwanted(root, [...path, 'object'], 'no object'),
    ...unwanted(root, [...path, 'at'], 'no position'),
    ...(other ? [periodFinding([...path, 'period'], period)] : []),
  ];
}

function periodFinding(path: readonly Step[], period: Located | undefined): Finding {
  const value = period === undefined ? undefined : plain(period);
  const stage = period === undefined ? undefined : child(period, 'stage');
  const found = stage === undefined ? inWords(value) : 'a stage';
  const expected = 'whole, [from, to] or [time] with reader openfast';
  return { path, expected, found, blame: 'value' };
}

function unwanted(root: Located, path: readonly Step[], expected: string): readonly Finding[] {
  const located = valueAt(root, path);
  if (located === undefined || (located.kind === 'scalar' && located.value === null)) return [];
  return [
    { path, expected: `${expected} with reader openfast`, found: inWords(plain(located)), blame: 'key' },
  ];
}

function repeatedStatistics(root: Located, path: readonly Step[]): readonly Finding[] {
  const seen = new Set<string>();
  return itemsOf(root, path).flatMap((item, i) => {
    const name = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : '';
    if (!STATISTICS.some((known) => known === name)) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const found = `\`${name}\` again, which is ignored`;
    return [{ path: [...path, i], expected: 'each statistic once', found, blame: 'value' as const }];
  });
}

function itemsOf(root: Located, path: readonly Step[]): readonly Located[] {
  const located = valueAt(root, path);
  return located?.kind === 'list' ? located.items : [];
}

function textAt(root: Located, path: readonly Step[]): string | null {
  const located = valueAt(root, path);
  return located?.kind === 'scalar' && typeof located.value === 'string' ? located.value : null;
}

import type { Finding } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import { type Located, plain, valueAt } from '../yaml/located.ts';
import { isGiven, pathsOf } from './raw.ts';

const KINDS = ['command', 'python', 'node'] as const;

/** Values of a task that contradict each other, or the rest of the file. */
export function taskFindings(root: Located): readonly Finding[] {
  if (!isGiven(root, ['task'])) return needsWithout(root);
  return [...kindFindings(root), ...tableFindings(root), ...needFindings(root)];
}

function kindFindings(root: Located): readonly Finding[] {
  const given = KINDS.filter((kind) => isGiven(root, ['task', kind]));
  if (given.length === 1) return [];
  const found = given.length === 0 ? 'none' : given.join(' and ');
  return [{ path: ['task'], expected: 'exactly one of command, python and node', found, blame: 'key' }];
}

/** A table of tasks has what they return. */
function tableFindings(root: Located): readonly Finding[] {
  const tables = pathsOf(root, ['tables']);
  const more = tables.slice(1).map((path): Finding => {
    return { path, expected: 'one table at most with `task`', found: 'another one', blame: 'value' };
  });
  const columns = tables.flatMap((path) => pathsOf(root, [...path, 'columns'])).slice(0, 1);
  return [
    ...more,
    ...columns.map((path): Finding => {
      const value = valueAt(root, path);
      const found = value === undefined ? 'one' : inWords(plain(value));
      return {
        path,
        expected: 'no columns with `task`: they are what the tasks return',
        found,
        blame: 'value',
      };
    }),
  ];
}

function needFindings(root: Located): readonly Finding[] {
  const needs = numbersAt(root, ['task', 'needs']);
  const tokens = numbersAt(root, ['resources', 'tokens']);
  return Object.entries(needs).flatMap(([name, need]): Finding[] => {
    const limit = tokens[name];
    const path = ['task', 'needs', name];
    if (limit === undefined)
      return [{ path, expected: 'a token of resources.tokens', found: `\`${name}\``, blame: 'key' }];
    return need <= limit ? [] : [{ path, expected: `at most ${limit}`, found: String(need), blame: 'value' }];
  });
}

function needsWithout(root: Located): readonly Finding[] {
  const path = ['resources', 'tokens'];
  if (!isGiven(root, path)) return [];
  return [{ path, expected: 'no tokens without a `task` that needs them', found: 'some', blame: 'key' }];
}

function numbersAt(root: Located, path: readonly string[]): Readonly<Record<string, number>> {
  const located = valueAt(root, path);
  if (located?.kind !== 'mapping') return {};
  const entries = [...located.entries].flatMap(([key, { value }]) =>
    value.kind === 'scalar' && typeof value.value === 'number' ? [[key, value.value] as const] : [],
  );
  return Object.fromEntries(entries);
}

import { isWildcard } from '@ballast/results-model';
import type { Finding } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import type { Step } from '../text/path.ts';
import { child, type Located, plain, valueAt } from '../yaml/located.ts';
import { derivedNames } from './channel-rules.ts';
import { isGiven, pathsOf, textAt } from './raw.ts';
import { isOverRuns } from './runs-rules.ts';

/** Values that the reader needs, or does not support. */
export function readerFindings(root: Located): readonly Finding[] {
  const reader = textAt(root, ['reader']);
  return [...ofReader(root, reader), ...runsOfOthers(root, reader)];
}

/** Only reports of the ONE simulator have figures of whole runs. */
function runsOfOthers(root: Located, reader: string | null): readonly Finding[] {
  if (reader !== 'openfast' && reader !== 'orcaflex') return [];
  return pathsOf(root, ['tables'])
    .filter((table) => isOverRuns(root, table))
    .map((table) => ({
      path: [...table, 'kind'],
      expected: 'reader one for tables over runs',
      found: inWords(textAt(root, [...table, 'kind'])),
      blame: 'value',
    }));
}

function ofReader(root: Located, reader: string | null): readonly Finding[] {
  const columns = pathsOf(root, ['tables']).flatMap((table) => pathsOf(root, [...table, 'columns']));
  if (reader === 'orcaflex') {
    const derived = derivedNames(root);
    return columns.flatMap((path) => missingObject(root, path, derived));
  }
  if (reader !== 'openfast' && reader !== 'one') return [];
  return [
    ...columns.flatMap((path) => onlyOrcaflex(root, path, reader)),
    ...unwanted(root, ['orcaflex'], { expected: 'no OrcaFlex settings', reader }),
  ];
}

function missingObject(
  root: Located,
  path: readonly Step[],
  derived: ReadonlySet<string>,
): readonly Finding[] {
  const kind = textAt(root, [...path, 'kind']);
  const isData = kind === 'data';
  const variable = textAt(root, [...path, isData ? 'name' : 'variable']);
  if (variable === null || isWildcard(variable) || isGiven(root, [...path, 'object'])) return [];
  if (derived.has(variable) && (kind === null || !SERIES_ONLY.includes(kind))) return [];
  const expected = 'the name of an object (reader orcaflex needs one unless the variable is "*")';
  return [{ path: [...path, 'object'], expected, found: 'nothing', blame: 'value' }];
}

const SERIES_ONLY = ['static', 'data', 'range-graph'];

type ChannelReader = 'openfast' | 'one';

function onlyOrcaflex(root: Located, path: readonly Step[], reader: ChannelReader): readonly Finding[] {
  const kind = textAt(root, [...path, 'kind']);
  if (kind === 'data' && reader === 'one')
    return unwanted(root, [...path, 'object'], { expected: 'no object', reader });
  if (kind !== null && SERIES_ONLY.includes(kind)) {
    const expected = `series${reader === 'one' ? ', data' : ''} or linked with reader ${reader}`;
    return [{ path: [...path, 'kind'], expected, found: inWords(kind), blame: 'value' }];
  }
  const period = valueAt(root, [...path, 'period']);
  const word = textAt(root, [...path, 'period']);
  const other = word === 'static' || word === 'latest-wave' || period?.kind === 'mapping';
  const places = [path, ...pathsOf(root, [...path, 'linked'])];
  return [
    ...places.flatMap((place) => [
      ...unwanted(root, [...place, 'object'], { expected: 'no object', reader }),
      ...unwanted(root, [...place, 'at'], { expected: 'no position', reader }),
    ]),
    ...(other ? [periodFinding([...path, 'period'], period, reader)] : []),
  ];
}

function periodFinding(path: readonly Step[], period: Located | undefined, reader: ChannelReader): Finding {
  const value = period === undefined ? undefined : plain(period);
  const stage = period === undefined ? undefined : child(period, 'stage');
  const found = stage === undefined ? inWords(value) : 'a stage';
  const expected = `whole, [from, to] or [time] with reader ${reader}`;
  return { path, expected, found, blame: 'value' };
}

function unwanted(
  root: Located,
  path: readonly Step[],
  { expected, reader }: { readonly expected: string; readonly reader: ChannelReader },
): readonly Finding[] {
  const located = valueAt(root, path);
  if (located === undefined || !isGiven(root, path)) return [];
  const found = inWords(plain(located));
  return [{ path, expected: `${expected} with reader ${reader}`, found, blame: 'key' }];
}

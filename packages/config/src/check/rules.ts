import { RANGE_STATISTICS, STATISTICS } from '@ballast/results-model';
import type { Finding } from '../mistake.ts';
import type { Step } from '../text/path.ts';
import type { Located } from '../yaml/located.ts';
import { channelFindings } from './channel-rules.ts';
import { layoutFindings } from './layout-rules.ts';
import { isGiven, itemsOf, pathsOf, textAt } from './raw.ts';
import { readerFindings } from './reader-rules.ts';
import { repeatedNames } from './repeated.ts';
import { runsFindings } from './runs-rules.ts';
import { taskFindings } from './task-rules.ts';

// Rules that involve several values of a file.

/** Values of a file that contradict each other. */
export function ruleFindings(root: Located): readonly Finding[] {
  return [
    ...repeatedNames(root),
    ...readerFindings(root),
    ...layoutFindings(root),
    ...channelFindings(root),
    ...runsFindings(root),
    ...taskFindings(root),
  ];
}

/** Values that are valid but probably not intended. */
export function ruleWarnings(root: Located): readonly Finding[] {
  return pathsOf(root, ['tables']).flatMap((table) => {
    const layout = textAt(root, [...table, 'layout']) ?? '';
    const isWhole = ['time-series', 'range-graph', 'range-envelope'].includes(layout);
    return pathsOf(root, [...table, 'columns']).flatMap((column) => {
      const path = [...column, 'statistics'];
      return isWhole ? ignoredStatistics(root, path, layout) : repeatedStatistics(root, path);
    });
  });
}

function ignoredStatistics(root: Located, path: readonly Step[], layout: string): readonly Finding[] {
  if (!isGiven(root, path)) return [];
  const expected = `no statistics in a table of layout ${layout}`;
  return [{ path, expected, found: 'statistics, which are ignored', blame: 'key' }];
}

function repeatedStatistics(root: Located, path: readonly Step[]): readonly Finding[] {
  const seen = new Set<string>();
  return itemsOf(root, path).flatMap((item, i) => {
    const name = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : '';
    if (![...STATISTICS, ...RANGE_STATISTICS].some((known) => known === name)) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const found = `\`${name}\` again, which is ignored`;
    return [{ path: [...path, i], expected: 'each statistic once', found, blame: 'value' as const }];
  });
}

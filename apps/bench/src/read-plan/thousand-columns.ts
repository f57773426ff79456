import type { ColumnSpec, Period, TableSpec } from '@ballast/results-model';

/** Variables with time histories, and others with range graphs, so that the library's counts distinguish them. */
const VARIABLES = ['Effective Tension', 'Wall Tension', 'Bend Moment', 'Curvature', 'Declination'];
const ALONG = ['X', 'Y', 'Z'];
const ENDS = ['A', 'B'] as const;
const DATA = [
  { name: 'Length', index: 1 },
  { name: 'Length', index: 2 },
  { name: 'NumberOfSegments', index: 1 },
  { name: 'EndAConnection', index: null },
];

const COMMON = { label: null, transform: null } as const;

/**
 * One wide table as in real configurations, of `lines` lines: minimum and maximum of each variable at both ends over
 * each period, one column each; static results, extremes of range graphs, data. 8 lines and 5 periods make 1,000 columns.
 */
export function manyColumns(lines: number, periods: readonly Period[]): TableSpec {
  const columns: ColumnSpec[] = [];
  for (let line = 1; line <= lines; line += 1) {
    const object = `Line${line}`;
    for (const variable of VARIABLES) {
      for (const end of ENDS) {
        const series = { ...COMMON, object, variable, at: { kind: 'end', end } as const };
        for (const period of periods) {
          columns.push({ ...series, kind: 'series', period, statistics: ['max'] });
          columns.push({ ...series, kind: 'series', period, statistics: ['min'] });
        }
        columns.push({ ...series, kind: 'static' });
      }
    }
    columns.push(...rangeGraphs(object, periods));
    columns.push(...DATA.map((item) => ({ kind: 'data' as const, object, label: null, ...item })));
  }
  return { name: 'columns', layout: 'wide', columns };
}

function rangeGraphs(object: string, periods: readonly Period[]): ColumnSpec[] {
  const [first, second] = periods;
  if (first === undefined || second === undefined) throw new Error('range graphs need two periods');
  const graph = { ...COMMON, kind: 'range-graph', object, along: null } as const;
  const both = ALONG.flatMap((variable) => [
    { ...graph, variable, period: first, statistics: ['max'] as const },
    { ...graph, variable, period: first, statistics: ['min'] as const },
    { ...graph, variable, period: second, statistics: ['max'] as const },
    { ...graph, variable, period: second, statistics: ['min'] as const },
  ]);
  return both.slice(0, 11);
}

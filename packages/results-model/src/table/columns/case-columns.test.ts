import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../statistics/accumulator.ts';
import { type CollectedFile, withNamedColumns } from './case-columns.ts';

const column = (label: string, value: number) => ({
  label,
  unit: 'kN',
  statistics: statisticsOf(Float64Array.of(0), Float64Array.of(value)),
  reduced: [value],
  extremes: null,
});
const file = (name: string, columns: CollectedFile['columns']): CollectedFile => ({
  file: name,
  values: {},
  columns,
  duration: 1,
});
const own = { statistics: ['max'] as const, reductions: [] };

describe('the columns of a table over cases', () => {
  it('are those that a wildcard finds in any file, in the order of the files', () => {
    const files = [
      file('a', [[column('B', 1), column('A', 2)], [column('x', 9)]]),
      file('b', null),
      file('c', [[column('C', 3), column('A', 4)], [column('x', 8)]]),
    ];
    const named = withNamedColumns(
      [
        { ...own, label: null },
        { ...own, label: 'X' },
      ],
      files,
    );
    expect(named.requested.map(({ label }) => label)).toEqual(['B', 'A', 'C', 'X']);
    const reduced = named.files.map(({ columns }) => columns?.map((one) => one.reduced[0] ?? null) ?? null);
    expect(reduced).toEqual([[1, 2, null, 9], null, [null, 4, 3, 8]]);
  });

  it('are none if a wildcard finds nothing', () => {
    const named = withNamedColumns([{ ...own, label: null }], [file('a', [[]])]);
    expect([named.requested, named.files[0]?.columns]).toEqual([[], []]);
  });
});

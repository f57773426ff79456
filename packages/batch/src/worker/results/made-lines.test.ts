import { PLAIN_STYLE, planReads, type TableSpec, WHOLE } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { linesMaker, linesName, linesOfPlan } from './made-lines.ts';

const long = (name: string, statistic: 'max' | 'min'): TableSpec => ({
  ...{ name, layout: 'long', style: PLAIN_STYLE },
  columns: [
    {
      ...{ kind: 'series', object: null, variable: '*', at: null, period: WHOLE },
      ...{ statistics: [statistic], label: null, transform: null },
    },
  ],
});
const TABLES = [long('a', 'max'), long('b', 'min'), long('c', 'max')];
const PLAN = planReads(TABLES);

describe('the rows that workers make', () => {
  it('are of each definition once, and have no name but the one that whoever uses them computes', () => {
    const { lines = [] } = linesOfPlan(TABLES, PLAN);
    expect(lines).toHaveLength(2);
    expect(lines.map(linesName)).toEqual([linesName(long('a', 'max')), linesName(long('b', 'min'))]);
    expect(JSON.stringify(lines)).not.toContain(linesName(long('a', 'max')));
  });

  it('are left out, table by table, if they cannot be made', () => {
    const { lines = [] } = linesOfPlan(TABLES, PLAN);
    const damaged = { ...long('d', 'max'), style: 5, columns: null } as never;
    expect(linesMaker([damaged], PLAN)).toBeNull();
    const make = linesMaker([damaged, ...lines], PLAN);
    // Not a result: none of the rows can be made of it.
    expect(make?.({} as never)).toEqual([]);
  });
});

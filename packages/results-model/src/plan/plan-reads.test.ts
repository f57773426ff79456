import { expect, it } from 'vitest';
import { column, range, table } from '../../test/specs.ts';
import { planReads } from './plan-reads.ts';

it('plans each distinct key once, in the order of first use', () => {
  const tables = [
    table(
      'wide',
      column('Wave'),
      column('Tension', { object: 'Line1' }),
      column('Wave', { period: range(0, 10) }),
    ),
    table(
      'long',
      column('Tension', { object: 'Line1', label: 'T' }),
      column('Wave', { statistics: ['mean'] }),
    ),
  ];
  const plan = planReads(tables);
  expect(plan.keys).toEqual([
    { object: null, variable: 'Wave', at: null, period: { kind: 'whole' } },
    { object: 'Line1', variable: 'Tension', at: null, period: { kind: 'whole' } },
    { object: null, variable: 'Wave', at: null, period: { kind: 'range', from: 0, to: 10 } },
  ]);
  expect(plan.columns).toEqual([
    [0, 1, 2],
    [1, 0],
  ]);
});

it('keeps positions on an object apart', () => {
  const ends = (['A', 'B'] as const).map((end) =>
    column('Tension', { object: 'Line1', at: { kind: 'end', end } }),
  );
  expect(planReads([table('wide', ...ends)]).columns).toEqual([[0, 1]]);
});

it('plans nothing for no tables', () => {
  expect(planReads([])).toEqual({ keys: [], values: [], links: [], samples: [], columns: [] });
});

import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compareTable } from './compare-table.ts';

const SMALL: ComparisonOptions = {
  storages: ['nvme'],
  machines: ['8c32g'],
  kinds: ['large'],
  growths: ['while-loading'],
  priors: [1, 3],
  seeds: [1, 2],
  policies: ['adaptive', 'fixed 30', 'best fixed', 'size table', 'oppnda', 'memfree'],
  count: 24,
};

describe('the comparison of policies', () => {
  const rows = compareTable(SMALL);
  const all = rows.filter(({ scenario }) => scenario === 'all');

  it('has a row per policy for every scenario and for all together', () => {
    expect(all.map(({ policy }) => policy)).toEqual(SMALL.policies);
    expect(all.every(({ runs }) => runs === 4)).toBe(true);
    expect(rows.filter(({ scenario }) => scenario === 'nvme 8c32g large while-loading')).toHaveLength(6);
  });

  it('finds no policy faster than the bound, and no fixed number better than the one chosen in hindsight', () => {
    const of = (policy: string): number => all.find((row) => row.policy === policy)?.medianOfBound ?? 0;
    for (const { medianOfBound, p90OfBound } of all) {
      expect(medianOfBound).toBeGreaterThanOrEqual(1);
      expect(p90OfBound).toBeGreaterThanOrEqual(medianOfBound);
    }
    expect(of('best fixed')).toBeLessThanOrEqual(of('fixed 30'));
  });

  it('shows thirty workers running out of memory if only a few files fit', () => {
    const thirty = all.find(({ policy }) => policy === 'fixed 30');
    expect(thirty?.oomKills).toBeGreaterThan(0);
    expect(thirty?.runsOverBudget).toBe(4);
    expect(thirty?.highWaterShare).toBeGreaterThan(1.1);
  });
});

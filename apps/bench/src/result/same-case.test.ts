import { describe, expect, it } from 'vitest';
import { madeUpExperiment } from '../../test/support/made-up-result.ts';
import { pooledCases } from './same-case.ts';
import { pairedRatios } from './summary.ts';

const CASES = ['small orcaflex warm'];

describe('results of one case', () => {
  it('are pooled, and only runs of the same repeat are paired', () => {
    const slow = madeUpExperiment({ cases: CASES, repeats: 2, noise: 0, times: { auto: 10, 'fixed-2': 20 } });
    const fast = madeUpExperiment({ cases: CASES, repeats: 3, noise: 0, times: { auto: 1, 'fixed-3': 3 } });
    const [pooled, ...rest] = pooledCases([...slow.cases, ...fast.cases]);
    if (pooled === undefined) throw new Error('one was given');
    expect(rest).toEqual([]);
    expect(pooled.contenders.map(({ name }) => name)).toEqual(['auto', 'fixed-2', 'fixed-3']);
    expect(pooled.runs.filter(({ contender }) => contender === 'auto')).toHaveLength(5);
    expect(pairedRatios(pooled, ['fixed-2', 'auto'])).toEqual([2, 2]);
    expect(pairedRatios(pooled, ['fixed-3', 'auto'])).toEqual([3, 3, 3]);
  });

  it('stay separate if the work or the conditions differ', () => {
    const { cases } = madeUpExperiment({ times: { auto: 1 } });
    const [one, other] = cases;
    if (one === undefined || other === undefined) throw new Error('two were made');
    const cold = { ...one, conditions: [] };
    const more = { ...one, files: one.files + 1 };
    expect(pooledCases([one, other, cold, more])).toEqual([one, other, cold, more]);
  });
});

import { describe, expect, it } from 'vitest';
import { madeUpExperiment, madeUpRun } from '../../test/support/made-up-result.ts';
import { aimsOf, meanRatios } from './aims.ts';
import type { CaseResult } from './experiment.ts';
import { bestFixed, pairedRatios, summarise, workersOf } from './summary.ts';

function madeUpCase(times: Readonly<Record<string, number>>, given: Partial<CaseResult> = {}): CaseResult {
  const [result] = madeUpExperiment({ times, noise: 0, cases: ['small orcaflex warm'] }).cases;
  if (result === undefined) throw new Error('no case');
  return { ...result, ...given };
}

describe('the summary of a case', () => {
  it('pairs runs of the same repeat', () => {
    const result = madeUpCase({ auto: 1, pool: 1 });
    const runs = [
      ...[1, 2].map((makespan, repeat) => madeUpRun({ contender: 'auto', repeat, makespan })),
      ...[3, 5].map((makespan, i) => madeUpRun({ contender: 'pool', repeat: 1 - i, makespan })),
    ];
    expect(pairedRatios({ ...result, runs }, ['pool', 'auto'])).toEqual([1.5, 5]);
  });

  it('ignores the times of runs in which a task failed, and counts them', () => {
    const result = madeUpCase({ auto: 1, 'fixed-30': 2 });
    const runs = result.runs.map((run) =>
      run.contender === 'fixed-30' ? { ...run, problem: '3 of 4 files succeeded' } : run,
    );
    const [, thirty] = summarise({ ...result, runs }, 1);
    expect(thirty).toMatchObject({ whole: 0, time: null, ratio: null, verdict: null });
    expect(thirty?.runs).toHaveLength(5);
  });

  it('picks the fastest fixed number that never failed as the best', () => {
    const result = madeUpCase({ auto: 1, 'fixed-1': 3, 'fixed-4': 2, 'fixed-8': 1, 'size-table': 0.5 });
    const runs = result.runs.map((run) =>
      run.contender === 'fixed-8' && run.repeat === 2 ? { ...run, problem: 'lost' } : run,
    );
    expect(bestFixed(summarise({ ...result, runs }, 1))?.fact.name).toBe('fixed-4');
  });

  it('does not compare the yardstick', () => {
    const [, yardstick] = summarise(madeUpCase({ auto: 1, yardstick: 0.1 }), 1);
    expect(yardstick).toMatchObject({ ratio: null, verdict: null });
    expect(yardstick?.time?.estimate).toBeCloseTo(0.1, 9);
  });

  it('distinguishes fixed numbers from other names', () => {
    expect(['fixed-30', 'fixed-', 'first-30', 'auto'].map(workersOf)).toEqual([30, null, null, null]);
  });
});

describe('the aims', () => {
  const met = (cases: readonly CaseResult[]): readonly boolean[] => aimsOf(cases, 1).map((aim) => aim.met);

  it('are met by an auto that is as fast as the best and ahead of each over all', () => {
    const cases = [
      madeUpCase({ auto: 1.04, 'fixed-2': 1, 'fixed-30': 2 }),
      madeUpCase({ auto: 1.04, 'fixed-2': 2, 'fixed-30': 1 }, { name: 'large orcaflex cold' }),
    ];
    expect(met(cases)).toEqual([true, true, true, true]);
  });

  it('are not met 6 % behind the best', () => {
    expect(met([madeUpCase({ auto: 1.06, 'fixed-2': 1 })])).toEqual([false, false, true]);
  });

  it('require 40 % less time than 30 workers if those break the budget', () => {
    const over = (contender: string, result: CaseResult): CaseResult => ({
      ...result,
      runs: result.runs.map((run) =>
        run.contender === contender && run.memory !== null
          ? { ...run, memory: { ...run.memory, violations: 1, secondsAbove: 0.5 } }
          : run,
      ),
    });
    expect(met([over('fixed-30', madeUpCase({ auto: 0.7, 'fixed-30': 1 }))])).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(met([over('fixed-30', madeUpCase({ auto: 0.5, 'fixed-30': 1 }))])).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(met([over('auto', madeUpCase({ auto: 0.5 }))])).toEqual([false]);
  });

  it('are not met if memory was not measured', () => {
    const result = madeUpCase({ auto: 1 });
    const runs = result.runs.map((run) => ({ ...run, memory: null }));
    expect(met([{ ...result, runs }])).toEqual([false]);
  });

  it('are based on geometric means of the cases', () => {
    const cases = [
      madeUpCase({ auto: 1, 'fixed-2': 2 }),
      madeUpCase({ auto: 1, 'fixed-2': 8 }, { name: 'large orcaflex cold' }),
    ];
    const [mean] = meanRatios(cases, 1);
    expect(mean).toMatchObject({ contender: 'fixed-2', cases: 2 });
    expect(mean?.ratio.estimate).toBeCloseTo(4, 9);
  });
});

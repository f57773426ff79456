import { describe, expect, it } from 'vitest';
import { compared, itComparesPairs, OPTIONS, TIMES } from '../../test/support/comparisons.ts';
import { madeUpExperiment } from '../../test/support/made-up-result.ts';
import { compareExperiments, hasRegressed } from './compare.ts';
import { YARDSTICK } from './names.ts';

describe('comparing two results', () => {
  itComparesPairs({ pairs: 2, runs: 3 });

  it('does not mistake a slower machine for slower code', () => {
    const older = madeUpExperiment({ seed: 1, times: TIMES });
    const newer = madeUpExperiment({ seed: 2, times: TIMES, machine: 1.5 });
    const { overall, control } = compared(older, newer);
    expect(control).toBe('yardstick');
    expect(overall.time.estimate).toBeCloseTo(1.5, 1);
    expect(overall.machine).toBeCloseTo(1.5, 1);
    expect(overall.rest?.estimate).toBeCloseTo(1, 1);
    expect(overall.verdict).toBe('machine');
  });

  it.each([0.9, 1.1, 1.5])('finds slower code also on a machine that takes %d times as long', (machine) => {
    const older = madeUpExperiment({ seed: 1, times: TIMES });
    const slow = { ...TIMES, auto: 12, 'auto-again': 12 };
    const newer = madeUpExperiment({ seed: 2, machine, times: slow });
    expect(compared(older, newer).overall.verdict).toBe('regression');
  });

  it('recognises a machine that changes its speed within a result', () => {
    const [older, newer] = [1, 2].map((seed) => {
      const made = madeUpExperiment({ seed, times: TIMES, repeats: 10 });
      // Half of the repeats of the newer one find the machine busy.
      const slowed = made.cases.map((result) => ({
        ...result,
        runs: result.runs.map((run) =>
          seed === 2 && run.repeat % 2 === 0 && run.makespan !== null
            ? { ...run, makespan: run.makespan * 1.6 }
            : run,
        ),
      }));
      return { ...made, cases: slowed };
    });
    if (older === undefined || newer === undefined) throw new Error('two were made');
    const { overall } = compared(older, newer);
    expect(overall.time.estimate).toBeGreaterThan(1.2);
    expect(overall.verdict).toBe('machine');
  });

  it('does not mistake a faster yardstick for slower code', () => {
    const older = madeUpExperiment({ seed: 1, times: TIMES });
    const newer = madeUpExperiment({ seed: 2, times: { ...TIMES, yardstick: 3, 'yardstick-again': 3 } });
    const { overall } = compared(older, newer);
    expect(overall.rest?.low).toBeGreaterThan(1.2);
    expect(overall.verdict).toBeNull();
  });

  it.each([
    ['of two machines', { machineId: 'there' }, {}],
    ['if only ratios are requested', {}, { ratiosOnly: true }],
  ] as const)('compares ratios to the yardstick %s', (_, where, options) => {
    const older = madeUpExperiment({ seed: 1, times: TIMES });
    const slow = { ...TIMES, auto: 12, 'auto-again': 12 };
    const [same, slower] = [TIMES, slow].map((times) => {
      const newer = madeUpExperiment({ seed: 2, times, machine: 0.5, ...where });
      return compareExperiments(older, newer, { ...OPTIONS, ...options });
    });
    expect(same).toMatchObject({ control: 'yardstick', overall: { verdict: null } });
    expect(slower).toMatchObject({ control: 'yardstick', overall: { verdict: 'regression' } });
  });

  it('omits a repeat in which the yardstick did not succeed', () => {
    const older = madeUpExperiment({ seed: 1, times: TIMES });
    const newer = madeUpExperiment({ seed: 2, times: TIMES });
    const failing = newer.cases.map((result) => ({
      ...result,
      runs: result.runs.map((run) => {
        if (run.repeat !== 0) return run;
        return run.contender.startsWith(YARDSTICK) ? { ...run, problem: 'ended' } : { ...run, makespan: 99 };
      }),
    }));
    const { overall } = compared(older, { ...newer, cases: failing });
    expect(overall.time.estimate).toBeCloseTo(1, 1);
  });

  it('finds a regression that one case alone has', () => {
    const older = madeUpExperiment({ seed: 1, times: TIMES });
    const slow = madeUpExperiment({
      seed: 2,
      times: { ...TIMES, auto: 14, 'auto-again': 14 },
      cases: ['large orcaflex cold'],
    });
    const same = madeUpExperiment({ seed: 3, times: TIMES, cases: ['small orcaflex warm'] });
    const { changes } = compared(older, { ...slow, cases: [...same.cases, ...slow.cases] });
    expect(changes.filter(({ verdict }) => verdict === 'regression').map((change) => change.case)).toEqual([
      'large orcaflex cold',
    ]);
  });

  it('does not report a regression within the measured noise', () => {
    const older = madeUpExperiment({ seed: 1, times: { ...TIMES, 'auto-again': 13 } });
    const newer = madeUpExperiment({ seed: 2, times: { ...TIMES, auto: 11.5, 'auto-again': 13 } });
    const comparison = compared(older, newer);
    expect(comparison.noise).toBeGreaterThan(0.15);
    expect(comparison.overall.time.low).toBeGreaterThan(1);
    expect(hasRegressed(comparison)).toBe(false);
  });

  it('says that times of two machines cannot be compared without a yardstick', () => {
    const times = { auto: 10 };
    const there = madeUpExperiment({ times, machineId: 'there' });
    expect(compareExperiments(madeUpExperiment({ times }), there, OPTIONS)).toMatch(/different machines/);
    expect(compared(madeUpExperiment({ times }), madeUpExperiment({ times })).control).toBeNull();
  });

  it('counts runs that fail only in the newer result as a regression, and not the other way round', () => {
    const good = madeUpExperiment({ seed: 1, times: TIMES });
    const bad = madeUpExperiment({ seed: 2, times: TIMES });
    const [first, ...rest] = bad.cases;
    if (first === undefined) throw new Error('cases were made');
    const failing = first.runs.map((run) =>
      run.contender === 'auto-again' && run.repeat === 3
        ? { ...run, problem: '3 of 4 files succeeded' }
        : run,
    );
    const broken = { ...bad, cases: [{ ...first, runs: failing }, ...rest] };
    expect(compared(good, broken).broken).toEqual(['small orcaflex warm']);
    expect(hasRegressed(compared(good, broken))).toBe(true);
    expect(hasRegressed(compared(broken, good))).toBe(false);
  });

  it('omits a case that was measured under other conditions', () => {
    const older = madeUpExperiment({ times: TIMES });
    const newer = madeUpExperiment({ times: TIMES });
    const [first, ...rest] = newer.cases;
    const cases = first === undefined ? [] : [{ ...first, conditions: [] }, ...rest];
    const { leftOut } = compared(older, { ...newer, cases });
    expect(leftOut).toEqual(['small orcaflex warm', 'small orcaflex warm']);
  });
});

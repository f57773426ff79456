import { describe, expect, it } from 'vitest';
import { madeUpExperiment } from '../../test/support/made-up-result.ts';
import { AS_PUBLISHED, baselineWords } from './baseline-words.ts';

describe('the explanation of the published comparison', () => {
  const published = madeUpExperiment({
    times: { 'first-30-open': 20, 'first-15-open': 17 },
    repeats: 5,
    noise: 0,
    cases: [`two-large orcaflex cold ${AS_PUBLISHED}`],
  });
  const proper = madeUpExperiment({
    times: { auto: 14, 'first-30': 20, 'first-15': 17, 'fixed-30': 14.1, 'fixed-15': 14 },
    noise: 0.01,
    cases: ['two-large orcaflex cold'],
  });
  const words = baselineWords({ seed: 1, cases: [...published.cases, ...proper.cases] }, 0.19).join('\n');

  it('states both outcomes and the published ones', () => {
    expect(words).toContain('30 workers 20.0 s, then 15 workers 17.0 s, 15.0 % less');
    expect(words).toContain('published: 20.08 s and 17.08 s, 14.9 % less');
    expect(words).toMatch(/30 take 1\.\d{3} \[1\.\d{3}, 1\.\d{3}\] times as long as 15/);
    expect(words).toMatch(/on demand, the ratio of 30 to 15 is [01]\.\d{3} \[[^\]]+\]: no difference shown/);
  });

  it('reports the first comparison as the outcome, with an interval from the others', () => {
    const [result] = published.cases;
    if (result === undefined) throw new Error('no case');
    const runs = result.runs.map((run) => ({
      ...run,
      makespan: run.repeat > 2 && run.contender === 'first-30-open' ? 34 : run.makespan,
    }));
    const varied = baselineWords({ seed: 1, cases: [{ ...result, runs }] }, 0.19).join('\n');
    expect(varied).toContain('30 workers 20.0 s, then 15 workers 17.0 s');
    expect(varied).toContain('Made 5 times in this way, 30 take 1.176 [1.176, 2.000] times as long as 15.');
    const once = result.runs.filter(({ repeat }) => repeat === 0);
    expect(baselineWords({ seed: 1, cases: [{ ...result, runs: once }] }, 0.19).join('\n')).toContain(
      'Made once: no interval can be given.',
    );
  });

  it('says what was measured instead', () => {
    expect(words).toContain('starting 15 more takes at least 2.85 s');
    expect(words).toContain('15 x 0.19 s = 2.85 s');
  });

  it('claims nothing about runs that did not succeed', () => {
    const [result] = published.cases;
    if (result === undefined) throw new Error('no case');
    const runs = result.runs.map((run) => ({ ...run, problem: 'lost' }));
    expect(baselineWords({ seed: 1, cases: [{ ...result, runs }] }, 0.19).join('\n')).toContain(
      'did not succeed here',
    );
  });
});

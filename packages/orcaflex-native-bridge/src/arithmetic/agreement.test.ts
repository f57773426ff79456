import { statisticsOf } from '@ballast/results-model';
import {
  clusterMaxima,
  fitPareto,
  localMaxima,
  paretoLevel,
  RainflowCounter,
  rayleighAtRisk,
  rayleighMostProbable,
  takeResidue,
  upCrossings,
} from '@ballast/results-model/analysis';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildStandin } from '../../test/standin.ts';
import { ExtremeStatistics } from './extreme-statistics.ts';
import { rainflowHalfCycles, rainflowWithMean, timeSeriesStatistics } from './summaries.ts';

const library = buildStandin();
const STEP = 0.125;

/** Ranges and means of the half cycles: a closed cycle is two of them. */
function halfCycles(values: Float64Array): { readonly range: number; readonly mean: number }[] {
  const halves: { range: number; mean: number }[] = [];
  const take = (from: Float64Array, to: Float64Array, length: number, times: number): void => {
    for (let i = 0; i < length; i += 1) {
      const [a = 0, b = 0] = [from[i], to[i]];
      for (let half = 0; half < times; half += 1) halves.push({ range: Math.abs(b - a), mean: (a + b) / 2 });
    }
  };
  const counter = new RainflowCounter({ closed: (all, n) => take(all.from, all.to, n, 2) }, { ends: true });
  counter.add(values);
  takeResidue(counter.finish(), 'half', (all, n) => take(all.from, all.to, n, 1));
  return halves;
}

const ascending = (a: number, b: number): number => a - b;
/** Waves of changing height: `seed` shifts them. */
function waves(seed: number, count = 4000): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const height = 1 + 0.6 * Math.sin(0.031 * i + seed) + 0.5 * Math.sin(0.0173 * i * seed);
    return 10 + height * Math.sin(0.7 * i) + 0.2 * Math.sin(2.3 * i + seed);
  });
}

describe.runIf(library !== null)('what both the library and this program define', () => {
  it('are the same half cycles, by range and with their means', () => {
    const series = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 3, maxLength: 120 });
    fc.assert(
      fc.property(series, (samples) => {
        fc.pre(new Set(samples).size > 1);
        const values = Float64Array.from(samples);
        const own = halfCycles(values);
        const ranges = rainflowHalfCycles(values, { library });
        expect([...ranges].toSorted(ascending)).toEqual(own.map(({ range }) => range).toSorted(ascending));
        const pairs = rainflowWithMean(values, { library });
        const sum = (means: ArrayLike<number>, of: ArrayLike<number>): number =>
          Array.from(of).reduce((total, range, i) => total + range * (means[i] ?? 0), 0);
        const ownSum = own.reduce((total, { range, mean }) => total + range * mean, 0);
        expect(sum(pairs.means, pairs.ranges)).toBeCloseTo(ownSum, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('are the mean and the standard deviation of a series, and the periods of a sine', () => {
    const values = waves(1);
    const times = values.map((_, i) => i * STEP);
    const theirs = timeSeriesStatistics(values, STEP, { library });
    const { mean, std } = statisticsOf(times, values);
    expect(theirs.mean).toBeCloseTo(mean ?? 0, 9);
    expect(theirs.stdDev).toBeCloseTo(std ?? 0, 9);
    expect(theirs.m0).toBeCloseTo((std ?? 0) ** 2, 9);
    const sine = values.map((_, i) => 3 + Math.sin((2 * Math.PI * (i + 0.5)) / 20));
    const { tz, tc } = timeSeriesStatistics(sine, STEP, { library });
    expect(tz).toBeCloseTo(upCrossings({ times, values: sine }, 3).meanPeriod ?? 0, 6);
    expect(tc).toBeCloseTo(localMaxima({ times, values: sine }).meanPeriod ?? 0, 6);
  });

  it.each(['upper', 'lower'] as const)('are Rayleigh extremes of the %s tail', (tail) => {
    const values = waves(5);
    const fit = { distribution: 'rayleigh', tail } as const;
    using extremes = ExtremeStatistics.fit({ values, sampleInterval: STEP }, fit, { library });
    const { mean, stdDev: std, tz } = timeSeriesStatistics(values, STEP, { library });
    const sign = tail === 'upper' ? 1 : -1;
    const series = { mean: sign * mean, std, tz: tz ?? Number.NaN };
    for (const hours of [0.5, 3, 24]) {
      const theirs = extremes.rayleigh({ hours, riskFactor: 0.01 });
      const most = sign * (rayleighMostProbable(series, hours * 3600) ?? Number.NaN);
      const risk = sign * (rayleighAtRisk(series, hours * 3600, 0.01) ?? Number.NaN);
      expect(theirs.mostProbable).toBeCloseTo(most, 9);
      // Both forms of the largest of many cycles differ by less than one in their number.
      expect(Math.abs(theirs.withRiskFactor / risk - 1)).toBeLessThan(1e-5);
    }
  });

  it('are the excesses over a threshold, and the Pareto fit to them', () => {
    const values = Float64Array.from({ length: 24_000 }, (_, i) =>
      i % 48 === 24 ? 10 - 3 * Math.log(1 - ((0.61803398875 * (i + 1)) % 1)) : 0,
    );
    const times = values.map((_, i) => i * STEP);
    const options = { distribution: 'gpd', threshold: 10, declusterPeriod: 1 } as const;
    using extremes = ExtremeStatistics.fit({ values, sampleInterval: STEP }, options, { library });
    const own = clusterMaxima({ times, values }, { threshold: 10, gap: 1 }).map(({ value }) => value - 10);
    expect([...extremes.excesses()]).toEqual(own.map((excess) => expect.closeTo(excess, 9)));
    const fit = fitPareto(Float64Array.from(own));
    if (fit === null) throw new Error('there is no fit');
    const theirs = extremes.peaksOverThreshold({ hours: 3, confidence: 95 });
    const duration = times.at(-1) ?? 0;
    const level = 10 + paretoLevel(fit, (own.length * 3 * 3600) / duration);
    expect(Math.abs(theirs.scale.value / fit.sigma - 1)).toBeLessThan(1e-6);
    expect(theirs.shape.value).toBeCloseTo(fit.xi, 6);
    for (const [error, variance] of [
      [theirs.scale.standardError, fit.covariance?.sigma],
      [theirs.shape.standardError, fit.covariance?.xi],
    ] as const)
      expect(Math.abs(error / Math.sqrt(variance ?? 0) - 1)).toBeLessThan(0.1);
    expect(Math.abs(theirs.returnLevel / level - 1)).toBeLessThan(1e-3);
  });
});

import { describe, expect, it } from 'vitest';
import { buildStandin } from '../../test/standin.ts';
import { ExtremeStatistics } from './extreme-statistics.ts';

const library = buildStandin();
const options = { library };

/** A sine of amplitude 3 around 10, with 16 samples per cycle of 2 s. */
const sampleInterval = 0.125;
const sine = Float64Array.from({ length: 1600 }, (_, i) => 10 + 3 * Math.sin((2 * Math.PI * i) / 16));
/** Peaks 1, 2, 3 ... over a threshold of 10, one every 4 s. */
const peaks = Float64Array.from({ length: 800 }, (_, i) => (i % 32 === 16 ? 10 + ((i >> 5) % 7) + 1 : 0));

describe.runIf(library !== null)('extreme statistics', () => {
  it('of Rayleigh’s distribution are those of its formula', () => {
    using extremes = ExtremeStatistics.fit(
      { values: sine, sampleInterval },
      { distribution: 'rayleigh' },
      options,
    );
    const { mostProbable, withRiskFactor } = extremes.rayleigh({ hours: 3, riskFactor: 0.01 });
    const sigma = 3 / Math.SQRT2;
    const cycles = (3 * 3600) / 2;
    expect(mostProbable).toBeCloseTo(10 + sigma * Math.sqrt(2 * Math.log(cycles)), 6);
    expect(withRiskFactor).toBeCloseTo(10 + sigma * Math.sqrt(-2 * Math.log(1 - 0.99 ** (1 / cycles))), 6);
  });

  it('for the lower tail are below the mean', () => {
    const fit = { distribution: 'rayleigh', tail: 'lower' } as const;
    using extremes = ExtremeStatistics.fit({ values: sine, sampleInterval }, fit, options);
    const { mostProbable, withRiskFactor } = extremes.rayleigh({ hours: 3, riskFactor: 0.01 });
    expect(mostProbable).toBeLessThan(10);
    expect(withRiskFactor).toBeLessThan(mostProbable);
  });

  it.each(['gpd', 'weibull'] as const)(
    'of peaks over a threshold have a confidence interval around them: %s',
    (distribution) => {
      const fit = { distribution, threshold: 10, declusterPeriod: 1 };
      using extremes = ExtremeStatistics.fit({ values: peaks, sampleInterval }, fit, options);
      const { returnLevel, confidenceInterval, scale } = extremes.peaksOverThreshold({
        hours: 3,
        confidence: 95,
      });
      expect(confidenceInterval.lower).toBeLessThan(returnLevel);
      expect(confidenceInterval.upper).toBeGreaterThan(returnLevel);
      expect(scale.value).toBeGreaterThan(0);
      expect(scale.standardError).toBeGreaterThan(0);
    },
  );

  it('list the excesses in order of time', () => {
    const fit = { distribution: 'gpd', threshold: 10, declusterPeriod: 1 } as const;
    using extremes = ExtremeStatistics.fit({ values: peaks, sampleInterval }, fit, options);
    expect(Array.from(extremes.excesses().slice(0, 8))).toEqual([1, 2, 3, 4, 5, 6, 7, 1]);
  });

  it('cannot be fitted to an empty series', () => {
    const fit = { distribution: 'gpd', threshold: 100, declusterPeriod: 1 } as const;
    expect(() => ExtremeStatistics.fit({ values: peaks, sampleInterval }, fit, options)).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_EXTREME_STATISTICS_FAILED' }),
    );
  });

  it('cannot be used once they are disposed of', () => {
    const fit = { distribution: 'rayleigh' } as const;
    const extremes = ExtremeStatistics.fit({ values: sine, sampleInterval }, fit, options);
    extremes.dispose();
    extremes.dispose();
    expect(() => extremes.excesses()).toThrow(expect.objectContaining({ code: 'EXTREMES_DISPOSED' }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockMaxima } from './block-maxima.ts';
import { gamma } from './gamma.ts';
import { fitGumbel, GUMBEL_METHODS, gumbelQuantile } from './gumbel.ts';
import { fitPareto, levelError, paretoLevel } from './pareto.ts';
import { rayleighAtRisk, rayleighMostProbable } from './rayleigh.ts';
import { fitWeibull, WEIBULL_METHODS, weibullQuantile } from './weibull.ts';

/** Quantiles of a distribution at the plotting positions (i - 1/2)/n: a sample without chance. */
function sample(n: number, quantile: (p: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => quantile((i + 0.5) / n));
}

const gumbel = (p: number): number => 100 - 12 * Math.log(-Math.log(p));
const weibull = (p: number): number => 20 + 5 * (-Math.log(1 - p)) ** (1 / 1.7);
const pareto = (xi: number) => (p: number) => (8 / xi) * ((1 - p) ** -xi - 1);

describe('the gamma function', () => {
  it.each([
    [1, 1],
    [2, 1],
    [5, 24],
    [1.5, Math.sqrt(Math.PI) / 2],
    [11, 3_628_800],
    [160.5, null],
  ])('of %s', (x, value) => {
    if (value === null) expect(gamma(x) / gamma(x - 1)).toBeCloseTo(x - 1, 9);
    else expect(Math.abs(gamma(x) / value - 1)).toBeLessThan(1e-13);
  });
});

describe('Gumbel fits', () => {
  it.each(GUMBEL_METHODS)('by %s find the distribution of a sample', (method) => {
    const fit = fitGumbel(sample(2000, gumbel), method);
    expect(fit?.location).toBeCloseTo(100, 0);
    expect(fit?.scale).toBeCloseTo(12, 0);
  });

  it('move and scale with the sample', () => {
    const one = fc.double({ min: -1, max: 1, noNaN: true });
    const some = fc
      .array(one, { minLength: 5, maxLength: 40 })
      .filter((x) => Math.max(...x) - Math.min(...x) > 0.01);
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom(...GUMBEL_METHODS),
        (x, shift, method) => {
          const plain = fitGumbel(Float64Array.from(x), method);
          const moved = fitGumbel(
            Float64Array.from(x, (value) => 1024 * value + shift),
            method,
          );
          expect(moved?.scale).toBeCloseTo(1024 * (plain?.scale ?? 0), 5);
          expect(moved?.location).toBeCloseTo(1024 * (plain?.location ?? 0) + shift, 5);
        },
      ),
    );
  });

  it('do not exist for fewer than five blocks or equal ones', () => {
    expect(fitGumbel(Float64Array.of(1, 2, 3, 4), 'mle')).toBeNull();
    expect(fitGumbel(new Float64Array(9).fill(3), 'pwm')).toBeNull();
  });

  it('have the quantile of many blocks as that of the largest of them', () => {
    const fit = { location: 100, scale: 12, errors: null };
    expect(gumbelQuantile(fit, 1, 0.9 ** (1 / 30))).toBeCloseTo(gumbelQuantile(fit, 30, 0.9), 9);
  });
});

describe('Weibull fits', () => {
  it.each(WEIBULL_METHODS)('by %s find the distribution of a sample', (method) => {
    const fit = fitWeibull(sample(4000, weibull), { method, mean: 20 });
    expect(fit?.location).toBeCloseTo(20, 0);
    expect(fit?.scale).toBeCloseTo(5, 0);
    expect(fit?.shape).toBeCloseTo(1.7, 1);
  });

  it('do not exist for few maxima, or for a skewness that no shape has', () => {
    expect(fitWeibull(sample(19, weibull), { method: 'mle', mean: 20 })).toBeNull();
    const skewed = Float64Array.from({ length: 60 }, (_, i) => (i < 3 ? 0 : 100 + i / 100));
    expect(fitWeibull(skewed, { method: 'moments', mean: 0 })).toBeNull();
  });

  it('have the quantile of one maximum as that of the distribution', () => {
    const fit = { location: 20, scale: 5, shape: 1.7 };
    expect(weibullQuantile(fit, 1, 0.9)).toBeCloseTo(weibull(0.9), 12);
  });
});

describe('generalised Pareto fits', () => {
  it.each([-0.4, -0.1, 0.2])('find the shape %d of a sample', (xi) => {
    const fit = fitPareto(sample(4000, pareto(xi)));
    expect(fit?.xi).toBeCloseTo(xi, 1);
    expect(fit?.sigma).toBeCloseTo(8, 0);
    expect(
      levelError(fit ?? { sigma: 0, xi: 0, count: 0, logLikelihood: 0, covariance: null }, 50),
    ).toBeGreaterThan(0);
  });

  it('have errors that change smoothly through the shape 0', () => {
    const errorAt = (xi: number): { level: number; shape: number } => {
      const fit = fitPareto(sample(500, pareto(xi)));
      if (fit === null) throw new Error('there is no fit');
      expect(fit.xi).toBeCloseTo(xi, 1);
      return { level: levelError(fit, 50) ?? Number.NaN, shape: fit.covariance?.xi ?? Number.NaN };
    };
    const shapes = [-0.02, -0.01, -1e-3, -1e-5, 1e-5, 1e-3, 0.01, 0.02];
    const errors = shapes.map(errorAt);
    for (const [i, { level, shape }] of errors.entries()) {
      const before = errors[i - 1] ?? { level, shape };
      expect(Math.abs(level / before.level - 1), `${shapes[i]}`).toBeLessThan(0.06);
      expect(Math.abs(shape / before.shape - 1), `${shapes[i]}`).toBeLessThan(0.06);
    }
  });

  it('do not exist for fewer than fifteen excesses, or for a constant one', () => {
    expect(fitPareto(sample(14, pareto(0.1)))).toBeNull();
    expect(fitPareto(new Float64Array(40).fill(2))).toBeNull();
  });

  it('approach the exponential distribution as the shape approaches 0', () => {
    expect(paretoLevel({ sigma: 8, xi: 1e-12 }, 20)).toBeCloseTo(paretoLevel({ sigma: 8, xi: 1e-6 }, 20), 4);
    expect(paretoLevel({ sigma: 8, xi: 0 }, 20)).toBeCloseTo(8 * Math.log(20), 12);
  });
});

describe('Rayleigh extremes', () => {
  const series = { mean: 10, std: 2, tz: 8 };

  it('are the mean and a multiple of the standard deviation', () => {
    expect(rayleighMostProbable(series, 8 * Math.exp(2))).toBeCloseTo(14, 12);
    expect(rayleighMostProbable(series, 8)).toBeNull();
  });

  it('grow with the time and with a smaller risk', () => {
    expect(rayleighAtRisk(series, 10_800, 0.01)).toBeGreaterThan(
      rayleighAtRisk(series, 10_800, 0.1) ?? Number.NaN,
    );
    expect(rayleighAtRisk(series, 10_800, 0.1)).toBeGreaterThan(
      rayleighMostProbable(series, 10_800) ?? Number.NaN,
    );
  });
});

describe('maxima of blocks', () => {
  it('include the start of each block, and the last block its end', () => {
    const times = Float64Array.of(0, 1, 2, 3, 4);
    expect(blockMaxima({ times, values: Float64Array.of(5, 1, 9, 2, 7) }, 2)).toEqual(Float64Array.of(5, 9));
  });

  it('do not exist if a block has no sample', () => {
    expect(blockMaxima({ times: Float64Array.of(0, 10), values: Float64Array.of(1, 2) }, 5)).toBeNull();
  });
});

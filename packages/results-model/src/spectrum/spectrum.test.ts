import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerLines } from './power-lines.ts';
import { spectralMoments } from './spectral-moments.ts';
import {
  defaultSegment,
  removeTrend,
  type Spectrum,
  WelchAccumulator,
  type WelchOptions,
  welch,
} from './welch.ts';

const HANN: WelchOptions = { segment: 256, window: 'hann', overlap: 0.5, detrend: 'constant' };

function spectrumOf(values: Float64Array, frequency: number, options: WelchOptions = HANN): Spectrum {
  const spectrum = welch(values, frequency, options);
  if (spectrum === null) throw new Error('there is no spectrum');
  return spectrum;
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

const series = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 300 })
  .map((values) => Float64Array.from(values));

describe('lines of the Fourier transform', () => {
  it('are those of the definition, for any length', () => {
    fc.assert(
      fc.property(series, (values) => {
        const n = values.length;
        const lines = powerLines(n)(values.slice());
        const energy = values.reduce((sum, value) => sum + value * value, 0) * n + 1e-9;
        for (const [k, power] of lines.entries()) {
          let re = 0;
          let im = 0;
          for (const [i, value] of values.entries()) {
            const angle = (2 * Math.PI * ((k * i) % n)) / n;
            re += value * Math.cos(angle);
            im -= value * Math.sin(angle);
          }
          expect(Math.abs(power - (re * re + im * im))).toBeLessThanOrEqual(1e-11 * energy);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a spectrum', () => {
  it('of the whole record under a boxcar has the variance as its area', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 0.1, max: 100, noNaN: true }), (values, frequency) => {
        const options: WelchOptions = { ...HANN, segment: values.length, window: 'boxcar', overlap: 0 };
        const { m0 } = spectralMoments(spectrumOf(values, frequency, options));
        expect(Math.abs(m0 - varianceOf(values))).toBeLessThanOrEqual(1e-9 * (1 + varianceOf(values)));
      }),
    );
  });

  it('is the same however the series is cut into blocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 8, max: 90 }), (block, segment) => {
        const values = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i * i));
        const accumulator = new WelchAccumulator({ ...HANN, segment });
        for (let at = 0; at < values.length; at += block) accumulator.add(values.subarray(at, at + block));
        expect(accumulator.result(10)).toEqual(welch(values, 10, { ...HANN, segment }));
      }),
    );
  });

  it('of a sine has its peak there, and half of the squared amplitude as its area', () => {
    const values = Float64Array.from({ length: 4096 }, (_, i) => 3 * Math.sin((2 * Math.PI * 16 * i) / 256));
    const moments = spectralMoments(spectrumOf(values, 64));
    expect(moments.tp).toBeCloseTo(1 / 4, 12);
    expect(moments.m0).toBeCloseTo(4.5, 10);
    expect(moments.tm02).toBeCloseTo(1 / 4, 3);
  });

  it('of white noise is flat: its moments are those of a constant density', () => {
    let state = 5;
    const values = Float64Array.from({ length: 1 << 17 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state / 2 ** 31 - 0.5;
    });
    const { m0, m1, m2, m4 } = spectralMoments(spectrumOf(values, 2));
    expect(m0).toBeCloseTo(1 / 12, 2);
    expect(m1 / m0).toBeCloseTo(1 / 2, 1);
    expect(m2 / m0).toBeCloseTo(1 / 3, 1);
    expect(m4 / m0).toBeCloseTo(1 / 5, 1);
  });

  it('does not see a trend that is removed', () => {
    const values = Float64Array.from({ length: 64 }, (_, i) => 5 + 2 * i);
    removeTrend(values, 'linear');
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(1e-12);
  });

  it('does not exist for a series shorter than a segment', () => {
    expect(welch(new Float64Array(100), 1, HANN)).toBeNull();
  });

  it('has 8 to 17 segments of a power of two by default', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 1e7 }), (samples) => {
        const segment = defaultSegment(samples);
        expect(Number.isInteger(Math.log2(segment))).toBe(true);
        const segments = Math.floor((samples - segment) / (segment / 2)) + 1;
        expect(segments).toBeGreaterThanOrEqual(8);
        expect(segments).toBeLessThanOrEqual(17);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { conditioned, type WholeSeries } from './condition.ts';
import type { Conditioning } from './derived-channel.ts';

const RATE = 20;
const FREQUENCY = 0.5;

function sine(hertz: number, count = 4000): WholeSeries {
  const times = Float64Array.from({ length: count }, (_, i) => i / RATE);
  return { times, values: times.map((time) => Math.sin(2 * Math.PI * hertz * time)) };
}

function lowpass(cutOff: number, order = 4): Conditioning {
  return { kind: 'filter', filter: { kind: 'lowpass', cutOff, order } };
}

/** Half of the difference between the largest and the smallest value, away from the ends. */
function amplitude(source: WholeSeries, ...steps: Conditioning[]): number {
  const result = conditioned(source, steps);
  if (result.kind === 'refused') throw new Error(result.problem.message);
  const middle = result.series.values.subarray(1000, 3000);
  return (Math.max(...middle) - Math.min(...middle)) / 2;
}

function reason(source: WholeSeries, ...steps: Conditioning[]): string | undefined {
  const result = conditioned(source, steps);
  return result.kind === 'refused' ? `${result.problem.code}: ${result.problem.message}` : undefined;
}

describe('a filtered series', () => {
  it('keeps the amplitude of a slow sine, half of it at the cut-off, and nothing of a fast one', () => {
    expect(amplitude(sine(FREQUENCY / 10), lowpass(FREQUENCY))).toBeCloseTo(1, 4);
    expect(amplitude(sine(FREQUENCY), lowpass(FREQUENCY))).toBeCloseTo(0.5, 3);
    expect(amplitude(sine(10 * FREQUENCY), lowpass(FREQUENCY))).toBeLessThan(1e-6);
  });

  it('keeps half of the amplitude at the cut-off whatever the order and the kind', () => {
    const high: Conditioning = { kind: 'filter', filter: { kind: 'highpass', cutOff: FREQUENCY, order: 2 } };
    const band: Conditioning = {
      kind: 'filter',
      filter: { kind: 'bandpass', from: FREQUENCY, to: 2, order: 3 },
    };
    for (const step of [lowpass(FREQUENCY, 1), lowpass(FREQUENCY, 6), high, band])
      expect(amplitude(sine(FREQUENCY), step)).toBeCloseTo(0.5, 2);
  });

  it('does not exist if the cut-off is not below half of the sample rate', () => {
    expect(reason(sine(1), lowpass(10))).toBe(
      'CUT_OFF_TOO_HIGH: the cut-off 10 Hz is not below half of its sample rate, 10 Hz',
    );
  });

  it('does not exist with uneven steps, but does after resampling', () => {
    const source = sine(FREQUENCY / 10);
    const times = source.times.map((time, i) => time + ((i * i) % 7) * 0.003);
    const uneven = { times, values: times.map((time) => Math.sin(0.1 * Math.PI * time)) };
    expect(reason(uneven, lowpass(FREQUENCY))).toMatch(
      /^UNEVEN_STEPS: its steps differ .* resample it first$/,
    );
    expect(amplitude(uneven, { kind: 'resample', step: 0.05 }, lowpass(FREQUENCY))).toBeCloseTo(1, 3);
  });

  it('does not exist if it is too short, or a sample is not finite', () => {
    expect(reason(sine(1, 10), lowpass(1))).toMatch(/^TOO_FEW_SAMPLES: 10 samples/);
    expect(reason(sine(1, 1), lowpass(1))).toBe('UNEVEN_STEPS: a single sample cannot be filtered');
    const broken = sine(1);
    broken.values[7] = Number.NaN;
    expect(reason(broken, lowpass(1))).toMatch(/^NON_FINITE_SAMPLES: 1 of 4000 samples/);
  });
});

describe('a detrended series', () => {
  const times = Float64Array.of(0, 1, 3, 7);
  const line = (): WholeSeries => ({ times, values: times.map((time) => 1e6 + 2 * time) });

  it('loses its mean', () => {
    const result = conditioned(line(), [{ kind: 'detrend', trend: 'constant' }]);
    expect(result.kind === 'series' && [...result.series.values]).toEqual([-5.5, -3.5, 0.5, 8.5]);
  });

  it('loses its line of least squares', () => {
    const result = conditioned(line(), [{ kind: 'detrend', trend: 'linear' }]);
    for (const value of result.kind === 'series' ? result.series.values : [1])
      expect(value).toBeCloseTo(0, 9);
  });
});

describe('a resampled series', () => {
  const source: WholeSeries = { times: Float64Array.of(1, 1.3, 2, 3), values: Float64Array.of(0, 3, 10, 0) };

  it('lies on the lines between the samples, at the first time and every step from there', () => {
    const result = conditioned(source, [{ kind: 'resample', step: 0.5 }]);
    if (result.kind === 'refused') throw new Error(result.problem.message);
    expect([...result.series.times]).toEqual([1, 1.5, 2, 2.5, 3]);
    for (const [i, value] of [0, 5, 10, 5, 0].entries())
      expect(result.series.values[i]).toBeCloseTo(value, 12);
  });

  it('keeps every sample of a series that has these steps already', () => {
    const { times, values } = sine(1);
    const result = conditioned({ times, values: values.slice() }, [{ kind: 'resample', step: 1 / RATE }]);
    if (result.kind === 'refused') throw new Error(result.problem.message);
    expect(result.series.values).toHaveLength(values.length);
    const worst = Math.max(...result.series.values.map((value, i) => Math.abs(value - (values[i] ?? 0))));
    expect(worst).toBeLessThan(1e-12);
  });

  it('does not exist if the step is much smaller, or times do not increase', () => {
    expect(reason(source, { kind: 'resample', step: 1e-9 })).toMatch(
      /^STEP_TOO_SMALL: a step of 1e-9 s gives/,
    );
    const twice = { times: Float64Array.of(0, 1, 1), values: Float64Array.of(0, 1, 2) };
    expect(reason(twice, { kind: 'resample', step: 0.5 })).toMatch(
      /^UNEVEN_STEPS: its times do not increase at sample 3/,
    );
  });
});

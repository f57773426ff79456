import type { Statistics } from '@ballast/results-model';
import { expect } from 'vitest';
import type { StandinFile, StandinSeries } from './standin.ts';

/** The formulas' results over a whole number of cycles, for a position factor of 1. */
interface Shape {
  readonly min: number;
  readonly max: number;
  /** Sample numbers of the first extremes. */
  readonly minAt: number;
  readonly maxAt: number;
  readonly mean: number;
  readonly variance: number;
  readonly skew: number | null;
  readonly kurt: number | null;
}

function shapeOf(series: StandinSeries, samples: number): Shape {
  switch (series.kind) {
    case 'constant': {
      const { value } = series;
      const none = { variance: 0, skew: null, kurt: null };
      return { min: value, max: value, minAt: 0, maxAt: 0, mean: value, ...none };
    }
    case 'ramp': {
      const { from, step } = series;
      const last = from + step * (samples - 1);
      const square = samples * samples;
      // The discrete uniform distribution.
      const kurt = 3 - (6 * (square + 1)) / (5 * (square - 1));
      const variance = (step * step * (square - 1)) / 12;
      const mean = (from + last) / 2;
      return { min: from, max: last, minAt: 0, maxAt: samples - 1, mean, variance, skew: 0, kurt };
    }
    case 'sine': {
      const { mean, amplitude, quarter, cycle } = series;
      const at = (turn: number): number => ((turn - quarter + 8) % 4) * (cycle / 4);
      const variance = amplitude ** 2 / 2;
      return {
        min: mean - amplitude,
        max: mean + amplitude,
        minAt: at(3),
        maxAt: at(1),
        mean,
        variance,
        skew: 0,
        kurt: 1.5,
      };
    }
    case 'square': {
      const { low, high, highSamples, cycle } = series;
      const p = highSamples / cycle;
      const spread = p * (1 - p);
      const skew = (1 - 2 * p) / Math.sqrt(spread);
      const variance = spread * (high - low) ** 2;
      const mean = low + p * (high - low);
      return { min: low, max: high, minAt: highSamples, maxAt: 0, mean, variance, skew, kurt: 1 + skew ** 2 };
    }
    case 'sum': {
      const { mean, first, third, cycle } = series;
      const variance = (first ** 2 + third ** 2) / 2;
      const fourth =
        (3 / 8) * (first ** 4 + third ** 4) +
        (3 / 2) * first ** 2 * third ** 2 +
        (1 / 2) * first ** 3 * third;
      return {
        min: mean - first - third,
        max: mean + first + third,
        minAt: (3 * cycle) / 4,
        maxAt: cycle / 4,
        mean,
        variance,
        skew: 0,
        kurt: fourth / variance ** 2,
      };
    }
  }
}

/** Statistics of a series over the whole file, computed from the file's parameters alone. */
export function expectedStatistics(file: StandinFile, series: StandinSeries, factor: number): Statistics {
  const { samples: n, start, step } = file;
  const shape = shapeOf(series, n);
  const std = Math.sqrt(shape.variance) * factor;
  const mean = shape.mean * factor;
  return {
    n,
    min: shape.min * factor,
    tMin: start + shape.minAt * step,
    max: shape.max * factor,
    tMax: start + shape.maxAt * step,
    mean,
    std,
    std1: std * Math.sqrt(n / (n - 1)),
    rms: Math.sqrt(mean ** 2 + std ** 2),
    skew: shape.skew,
    kurt: shape.kurt,
  };
}

/** Within 1e-9 of the expected value, relative; of zero, absolute. */
export function expectStatistics(actual: Statistics | null, expected: Statistics, what: string): void {
  const wrong = Object.entries(expected).flatMap(([name, value]: [string, number | null]) => {
    const got = actual?.[name as keyof Statistics] ?? null;
    if (got === null || value === null) return got === value ? [] : [`${name}: ${got}, not ${value}`];
    const allowed = 1e-9 * (value === 0 ? 1 : Math.abs(value));
    return Math.abs(got - value) <= allowed ? [] : [`${name}: ${got}, not ${value}`];
  });
  expect(wrong, what).toEqual([]);
}

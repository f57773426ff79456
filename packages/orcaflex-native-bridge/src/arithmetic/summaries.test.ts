import { describe, expect, it } from 'vitest';
import { buildStandin } from '../../test/standin.ts';
import {
  cycleHistogram,
  empiricalDistribution,
  extrema,
  rainflowHalfCycles,
  rainflowWithMean,
  spectralDensity,
  stressRatios,
  timeSeriesStatistics,
} from './summaries.ts';

const library = buildStandin();

/** Whole cycles of a sine of amplitude 3 around 10, with 16 samples per cycle of 2 s. */
const STEP = 0.125;
const values = Float64Array.from({ length: 160 }, (_, i) => 10 + 3 * Math.sin((2 * Math.PI * i) / 16));
const times = Float64Array.from(values, (_, i) => 5 + i * STEP);

describe.runIf(library !== null)('arithmetic of the library', () => {
  it('puts the spectral density of a sine at its frequency', () => {
    const { frequencies, densities } = spectralDensity({ times, values }, { library });
    const peak = densities.indexOf(Math.max(...densities));
    expect(frequencies[peak]).toBeCloseTo(0.5, 12);
    const width = (frequencies[1] ?? 0) - (frequencies[0] ?? 0);
    expect((densities[peak] ?? 0) * width).toBeCloseTo(3 ** 2 / 2, 9);
  });

  it('groups a spectral density by the given fundamental frequency', () => {
    const { frequencies } = spectralDensity({ times, values }, { library, fundamentalFrequency: 0.1 });
    expect(Array.from(frequencies.slice(0, 3))).toEqual(
      [0, 0.1, 0.2].map((hertz) => expect.closeTo(hertz, 12)),
    );
  });

  it('computes the share of samples up to each value', () => {
    const distribution = empiricalDistribution(
      { times: Float64Array.of(0, 1, 2, 3), values: Float64Array.of(4, 1, 3, 2) },
      { library },
    );
    expect(distribution).toEqual({
      values: Float64Array.of(1, 2, 3, 4),
      shares: Float64Array.of(0.25, 0.5, 0.75, 1),
    });
  });

  it('counts rainflow cycles, by range alone or with their means', () => {
    const load = Float64Array.of(-2, 1, -3, 5, -1, 3, -4, 4, -2);
    expect(rainflowHalfCycles(load, { library })).toEqual(Float64Array.of(3, 4, 4, 4, 6, 8, 8, 9));
    const { ranges, means } = rainflowWithMean(load, { library });
    expect(Array.from(ranges).sort((a, b) => a - b)).toEqual([3, 4, 4, 4, 6, 8, 8, 9]);
    expect(ranges).toHaveLength(means.length);
    const cycle = ranges.indexOf(9);
    expect(means[cycle]).toBe(0.5);
  });

  it('sorts ranges into bins of a default or a given width', () => {
    const ranges = Float64Array.of(1, 2, 3, 4);
    expect(cycleHistogram(ranges, { library, binSize: 2 })).toEqual([
      { middle: 1, cycles: 1 },
      { middle: 3, cycles: 1 },
    ]);
    expect(cycleHistogram(ranges, { library })).toHaveLength(10);
  });

  it('computes the ratio of the smallest to the largest stress', () => {
    const cycles = { ranges: Float64Array.of(2, 4), means: Float64Array.of(3, 0) };
    expect(stressRatios(cycles, { library })).toEqual(Float64Array.of(0.5, -1));
    expect(
      stressRatios({ ranges: new Float64Array(0), means: new Float64Array(0) }, { library }),
    ).toHaveLength(0);
  });

  it('computes moments, periods and root mean square of a series', () => {
    const statistics = timeSeriesStatistics(values, STEP, { library });
    expect(statistics.mean).toBeCloseTo(10, 12);
    expect(statistics.stdDev).toBeCloseTo(3 / Math.SQRT2, 12);
    expect([statistics.tz, statistics.tc]).toEqual([expect.closeTo(2, 9), expect.closeTo(2, 9)]);
    expect(statistics.rms).toBeCloseTo(Math.sqrt(100 + 4.5), 12);
  });

  it('has no period for a constant series', () => {
    const still = timeSeriesStatistics(new Float64Array(50).fill(7), STEP, { library });
    expect([still.mean, still.stdDev, still.tz, still.tc, still.bandwidth]).toEqual([7, 0, null, null, null]);
  });

  it('finds the first of equal extremes', () => {
    expect(extrema(Float64Array.of(1, 5, -2, 5, -2), { library })).toEqual({
      max: 5,
      min: -2,
      indexOfMax: 1,
      indexOfMin: 2,
    });
  });

  it('refuses a series without samples', () => {
    expect(() => timeSeriesStatistics(new Float64Array(0), STEP, { library })).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_TIME_HISTORY_VALUES' }),
    );
  });
});

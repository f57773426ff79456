import { statisticsOf } from '@ballast/results-model';
import {
  asymptoticGumbel,
  blockMaxima,
  butterworth,
  clusterMaxima,
  defaultSegment,
  fitGumbel,
  fitPareto,
  fitWeibull,
  GUMBEL_METHODS,
  globalMaxima,
  gumbelQuantile,
  levelError,
  localMaxima,
  paretoLevel,
  paretoQuantile,
  rayleighAtRisk,
  rayleighMostProbable,
  spectralMoments,
  upCrossings,
  weibullQuantile,
  welch,
  zeroPhase,
} from '@ballast/results-model/analysis';
import { describe, expect, it } from 'vitest';
import { at, expectClose, listAt, uncovered } from './close.ts';
import {
  checkErrors,
  checkExtrapolations,
  checkFilters,
  checkPeriods,
  checkSizes,
  checkWindows,
  type Referenced,
} from './extreme-details.ts';
import { oracle, present, seriesOf } from './oracles.ts';

const { channels = {} } = oracle('extremes.json') as { channels?: Record<string, Record<string, unknown>> };
const names = Object.keys(channels);
/** Seconds of the storm that the references extrapolate to. */
const STORM = 10_800;

interface Prepared extends Referenced {
  readonly expected: Record<string, unknown>;
}

async function prepare(name: string): Promise<Prepared> {
  const series = await seriesOf(name);
  const { mean, std } = statisticsOf(series.times, series.values);
  const duration = (series.times.at(-1) ?? 0) - (series.times[0] ?? 0);
  return {
    ...series,
    name,
    expected: channels[name] ?? {},
    mean: mean ?? Number.NaN,
    std: std ?? Number.NaN,
    duration,
    frequency: (series.values.length - 1) / duration,
  };
}

describe.runIf(present)('spectra of real channels', () => {
  const hann = { window: 'hann', overlap: 0.5, detrend: 'constant' } as const;

  it.each(names)('of %s equal those of several independent programs', async (name) => {
    const { values, expected, frequency } = await prepare(name);
    const segment = defaultSegment(values.length);
    expect(segment).toBe(at(expected, 'spectrum', 'nperseg'));
    const spectrum = welch(values, frequency, { segment, ...hann });
    if (spectrum === null) throw new Error('there is no spectrum');
    expect(spectrum.segments).toBe(at(expected, 'spectrum', 'segments'));
    const moments = spectralMoments(spectrum);
    const same = { 'm-1': 'mMinus1', m0: 'm0', m1: 'm1', m2: 'm2', m4: 'm4', Hm0: 'hm0' } as const;
    for (const [key, own] of Object.entries(same))
      expectClose(moments[own], at(expected, 'spectrum', key), `${name} ${key}`);
    const periods = { Tm01: 'tm01', Tm02: 'tm02', 'Tm-10': 'tmMinus10', Tp: 'tp' } as const;
    for (const [key, own] of Object.entries(periods))
      expectClose(moments[own], at(expected, 'spectrum', key), `${name} ${key}`);
    const peak = at(expected, 'spectrum', 'peak');
    for (const [i, line] of listAt(expected, 'spectrum', 'first').entries())
      expectClose(spectrum.power[i], line, `${name} line ${i}`, peak);
  });

  it.each(names)(
    'of %s may have segments of any length, and the whole record has its variance',
    async (name) => {
      const { values, expected, frequency } = await prepare(name);
      const segment = at(expected, 'spectrum1000', 'nperseg');
      const odd = welch(values, frequency, { segment, ...hann });
      expectClose(odd && spectralMoments(odd).m0, at(expected, 'spectrum1000', 'm0'), `${name} ${segment}`);
      const whole = welch(values, frequency, {
        segment: values.length,
        window: 'boxcar',
        overlap: 0,
        detrend: 'constant',
      });
      expectClose(
        whole && spectralMoments(whole).m0,
        at(expected, 'periodogram', 'variance'),
        `${name} variance`,
      );
    },
  );
});

describe.runIf(present)('crossings and extremes of real channels', () => {
  it.each(names)('of %s have the periods and peaks of the references', async (name) => {
    const { times, values, expected, mean } = await prepare(name);
    const up = upCrossings({ times, values }, mean);
    const tops = localMaxima({ times, values });
    expect([up.count, tops.count]).toEqual([
      at(expected, 'time', 'upCrossings'),
      at(expected, 'time', 'localMaxima'),
    ]);
    if (up.count > 1) expectClose(up.meanPeriod, at(expected, 'time', 'Tz'), `${name} Tz`);
    if (tops.count > 1) expectClose(tops.meanPeriod, at(expected, 'time', 'Tc'), `${name} Tc`);
    const maxima = globalMaxima(values, mean);
    expect(maxima.length).toBe(at(expected, 'globalMaxima', 'count'));
    expect(
      globalMaxima(
        values.map((value) => -value),
        -mean,
      ).length,
    ).toBe(at(expected, 'globalMinima', 'count'));
    if (!('pot' in expected)) return;
    const clusters = clusterMaxima(
      { times, values },
      { threshold: at(expected, 'pot', 'threshold'), gap: at(expected, 'pot', 'gap') },
    );
    expect(clusters.length).toBe(at(expected, 'pot', 'clusters'));
    expectClose(
      clusters.reduce((sum, { value }) => sum + value, 0),
      at(expected, 'pot', 'sum'),
      `${name} clusters`,
    );
  });

  it.each(names.filter((name) => 'rayleigh3h' in (channels[name] ?? {})))(
    'of %s by Rayleigh',
    async (name) => {
      const { times, values, expected, mean, std } = await prepare(name);
      const tz = upCrossings({ times, values }, mean).meanPeriod ?? Number.NaN;
      const of = (...path: string[]): number => at(expected, 'rayleigh3h', ...path);
      const upper = { mean, std, tz };
      const lower = { mean: -mean, std, tz };
      expectClose(rayleighMostProbable(upper, STORM), of('upper', 'mostProbable'), name);
      expectClose(rayleighAtRisk(upper, STORM, 0.01), of('upper', 'risk0.01'), name);
      expectClose(rayleighMostProbable(lower, STORM), -of('lower', 'mostProbable'), name, std);
      expectClose(rayleighAtRisk(lower, STORM, 0.1), -of('lower', 'risk0.1'), name, std);
    },
  );

  it.each(names)('of %s by Gumbel fits to twenty blocks', async (name) => {
    const { times, values, expected, duration, std } = await prepare(name);
    const maxima = blockMaxima({ times, values }, 20);
    if (maxima === null) throw new Error('there are no blocks');
    const blocks = STORM / (duration / 20);
    for (const method of GUMBEL_METHODS) {
      const of = (key: string): number => at(expected, 'gumbelBlocks', method, key);
      const fit = fitGumbel(maxima, method);
      if (fit === null) throw new Error(`there is no fit by ${method}`);
      expectClose(fit.location, of('location'), `${name} ${method} location`, std);
      expectClose(fit.scale, of('scale'), `${name} ${method} scale`);
      expectClose(gumbelQuantile(fit, blocks, Math.exp(-1)), of('mpm3h'), `${name} ${method}`);
      expectClose(gumbelQuantile(fit, blocks, 0.9), of('x0.9_3h'), `${name} ${method}`);
      if (method !== 'mle') continue;
      expectClose(fit.errors?.location, of('seLocation'), `${name} error of the location`);
      expectClose(fit.errors?.scale, of('seScale'), `${name} error of the scale`);
    }
  });

  it.each(names.filter((name) => 'weibullMaxima3p' in (channels[name] ?? {})))(
    'of %s by Weibull fits to the global maxima',
    async (name) => {
      const { values, expected, mean } = await prepare(name);
      const maxima = Float64Array.from(globalMaxima(values, mean), ({ value }) => value);
      const count = at(expected, 'weibullMaxima3p', 'N3h');
      for (const [key, method] of [
        ['msm', 'moments'],
        ['pwm', 'pwm'],
      ] as const) {
        const of = (name: string): number => at(expected, 'weibullMaxima3p', key, name);
        const fit = fitWeibull(maxima, { method, mean });
        const reference = (expected.weibullMaxima3p as Record<string, { invalid?: boolean } | null>)[key];
        if (reference === null || reference?.invalid === true) {
          expect(fit).toBeNull();
          continue;
        }
        if (fit === null) throw new Error(`there is no fit by ${method}`);
        for (const parameter of ['location', 'scale', 'shape'] as const)
          expectClose(fit[parameter], of(parameter), `${name} ${method} ${parameter}`, of('x0.9'));
        expectClose(weibullQuantile(fit, count, Math.exp(-1)), of('x0.37'), `${name} ${method}`);
        expectClose(weibullQuantile(fit, count, 0.9), of('x0.9'), `${name} ${method}`);
        expectClose(asymptoticGumbel(fit, count).location, of('gumbelLocation'), `${name} ${method}`);
        expectClose(asymptoticGumbel(fit, count).scale, of('gumbelScale'), `${name} ${method}`);
      }
      const two = fitWeibull(maxima, { method: 'mle', mean });
      expectClose(two?.shape, at(expected, 'weibullMaxima2p', 'shape'), `${name} shape`);
      expectClose(two?.scale, at(expected, 'weibullMaxima2p', 'scale'), `${name} scale`);
    },
  );

  it.each(names.filter((name) => 'gpd' in (channels[name] ?? {})))('of %s over a threshold', async (name) => {
    const { values, expected, mean, std, duration } = await prepare(name);
    const of = (...path: (string | number)[]): number => at(expected, 'gpd', ...path);
    const threshold = mean + 1.4 * std;
    expectClose(threshold, of('threshold'), `${name} threshold`);
    const peaks = globalMaxima(values, mean).filter(({ value }) => value > threshold);
    const excesses = Float64Array.from(peaks, ({ value }) => value - threshold);
    expect(excesses.length).toBe(of('n'));
    const fit = fitPareto(excesses);
    if ((expected.gpd as { fit?: null }).fit === null) {
      expect(fit).toBeNull();
      return;
    }
    if (fit === null) throw new Error('there is no fit');
    expectClose(fit.xi, of('xi'), `${name} xi`);
    expectClose(fit.sigma, of('sigma'), `${name} sigma`);
    expectClose(fit.logLikelihood, of('logLik'), `${name} likelihood`);
    const expectedCount = (excesses.length / duration) * STORM;
    const level = threshold + paretoLevel(fit, expectedCount);
    expectClose(level, of('returnLevel3h'), `${name} level`);
    expectClose(threshold + paretoQuantile(fit, expectedCount, 0.9), of('x0.9_3h'), `${name} quantile`);
    if (fit.xi <= -0.5) {
      expect(levelError(fit, expectedCount)).toBeNull();
      return;
    }
    const half = 1.959963984540054 * (levelError(fit, expectedCount) ?? Number.NaN);
    expectClose(level - half, of('delta95', 0), `${name} interval`);
    expectClose(Math.sqrt(fit.covariance?.xi ?? Number.NaN), of('seXi'), `${name} error of xi`);
  });
});

describe.runIf(present)('filters of real channels', () => {
  it.each(names)('of %s equal the references', async (name) => {
    const { values, expected, frequency } = await prepare(name);
    const { min, max } = statisticsOf(values, values);
    const range = (max ?? 0) - (min ?? 0);
    const cutOff = at(expected, 'filter', 'fc');
    for (const kind of ['lowpass', 'highpass'] as const) {
      const filtered = zeroPhase(values, butterworth({ kind, cutOff, order: 4 }, frequency));
      if (filtered === null) throw new Error('the series is too short');
      const places = listAt(expected, 'filter', kind, 'at');
      for (const [i, place] of places.entries())
        expectClose(
          filtered[place],
          listAt(expected, 'filter', kind, 'values')[i] ?? Number.NaN,
          `${name} ${kind}`,
          range,
        );
    }
  });
});

describe.runIf(present)('everything else that the references have', () => {
  it.each(names)('about %s is the same', async (name) => {
    const channel = await prepare(name);
    checkSizes(channel);
    checkPeriods(channel);
    checkExtrapolations(channel);
    checkErrors(channel);
    checkFilters(channel);
    checkWindows(channel);
    if ('pot' in channel.expected) {
      const largest = Math.max(...channel.values);
      expectClose(largest, at(channel.expected, 'pot', 'largest'), `${name} largest`);
    }
  });

  it('was compared, down to the last number', () => {
    const { missed, covered } = uncovered(channels);
    expect(missed).toEqual([]);
    expect(covered).toBeGreaterThan(2400);
  });
});

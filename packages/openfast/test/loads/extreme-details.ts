import { statisticsOf } from '@ballast/results-model';
import {
  asymptoticGumbel,
  blockMaxima,
  butterworth,
  fitPareto,
  fitWeibull,
  globalMaxima,
  gumbelQuantile,
  localMaxima,
  rayleighAtRisk,
  type Samples,
  upCrossings,
  weibullQuantile,
  welch,
  zeroPhase,
} from '@ballast/results-model/analysis';
import { expect } from 'vitest';
import { at, expectClose, listAt } from './close.ts';
import { rowsOf } from './rows.ts';

/** One channel with its reference numbers. */
export interface Referenced extends Samples {
  readonly name: string;
  readonly expected: unknown;
  readonly mean: number;
  readonly std: number;
  readonly duration: number;
  readonly frequency: number;
}

const STORM = 10_800;
const HANN = { window: 'hann', overlap: 0.5, detrend: 'constant' } as const;

/** The sizes of a series, its periodogram and the spectrum of segments of 1000 samples. */
export function checkSizes({ values, frequency, duration, expected, name }: Referenced): void {
  expect(values.length).toBe(at(expected, 'n'));
  expectClose(duration, at(expected, 'T'), `${name} T`);
  expectClose(frequency, at(expected, 'fs'), `${name} fs`);
  expectClose(frequency / at(expected, 'spectrum', 'nperseg'), at(expected, 'spectrum', 'df'), `${name} df`);
  expectClose(at(expected, 'periodogram', 'm0'), at(expected, 'periodogram', 'variance'), `${name} m0`);
  const segment = at(expected, 'spectrum1000', 'nperseg');
  const odd = welch(values, frequency, { segment, ...HANN });
  if (odd === null) throw new Error('there is no spectrum');
  const peak = Math.max(...odd.power.subarray(1));
  const line = odd.power.indexOf(peak);
  expectClose(line * odd.resolution, at(expected, 'spectrum1000', 'peakF'), `${name} peak`);
  for (const [i, density] of listAt(expected, 'spectrum1000', 'first').entries())
    expectClose(odd.power[i], density, `${name} line ${i}`, peak);
}

/** Moments from periods, as OrcaFlex defines them, and both global extremes. */
export function checkPeriods({ times, values, mean, std, expected, name }: Referenced): void {
  const of = (key: string): number => at(expected, 'time', key);
  const tz = upCrossings({ times, values }, mean).meanPeriod;
  const tc = localMaxima({ times, values }).meanPeriod;
  expectClose(std ** 2, of('m0'), `${name} m0`);
  if (tz !== null && tc !== null) {
    expectClose(std ** 2 / tz ** 2, of('m2'), `${name} m2`);
    expectClose(std ** 2 / tz ** 2 / tc ** 2, of('m4'), `${name} m4`);
    if (tc <= tz) expectClose(Math.sqrt(1 - (tc / tz) ** 2), of('bandwidth'), `${name} bandwidth`);
    else expect(of('bandwidth')).toBeNaN();
    // Other programs take the sample after a crossing for its time.
    const step = (times.at(-1) ?? 0) / (times.length - 1);
    const most = (1.001 * step) / (of('upCrossings') - 1);
    expect(Math.abs(of('TzAtSamples') - tz)).toBeLessThanOrEqual(most);
  }
  const maxima = globalMaxima(values, mean).map(({ value }) => value);
  for (const [i, value] of listAt(expected, 'globalMaxima', 'first').entries())
    expectClose(maxima[i], value, `${name} maximum ${i}`);
  const minima = globalMaxima(
    values.map((value) => -value),
    -mean,
  ).map(({ value }) => -value);
  if (maxima.length > 0) {
    expectClose(Math.max(...maxima), at(expected, 'globalMaxima', 'largest'), name);
    const sum = maxima.reduce((total, value) => total + value, 0);
    expectClose(sum / maxima.length, at(expected, 'globalMaxima', 'mean'), `${name} mean`, std);
  }
  if (minima.length > 0)
    expectClose(Math.min(...minima), at(expected, 'globalMinima', 'smallest'), name, std);
}

/** The other numbers of the Rayleigh, Gumbel and Weibull extrapolations. */
export function checkExtrapolations(channel: Referenced): void {
  const { times, values, mean, std, duration, expected, name } = channel;
  const rayleigh = (...path: string[]): number => at(expected, 'rayleigh3h', ...path);
  const tz = upCrossings({ times, values }, mean).meanPeriod;
  if (tz !== null) {
    expectClose(tz, rayleigh('Tz'), `${name} Tz`);
    expectClose(STORM / tz, rayleigh('N'), `${name} N`);
    expectClose(rayleighAtRisk({ mean, std, tz }, STORM, 0.1), rayleigh('upper', 'risk0.1'), name, std);
    const lower = rayleighAtRisk({ mean: -mean, std, tz }, STORM, 0.01);
    expectClose(lower, -rayleigh('lower', 'risk0.01'), name, std);
  }
  const blocks = at(expected, 'gumbelBlocks', 'blocks');
  const maxima = blockMaxima({ times, values }, blocks);
  for (const [i, value] of listAt(expected, 'gumbelBlocks', 'maxima').entries())
    expectClose(maxima?.[i], value, `${name} block ${i}`, std);
  const sizes = listAt(expected, 'gumbelBlocks', 'samplesPerBlock');
  for (const size of sizes) expect(Math.abs(size - values.length / blocks)).toBeLessThanOrEqual(1);
  if ((expected as { weibullMaxima3p?: unknown }).weibullMaxima3p === undefined) return;
  const all = Float64Array.from(globalMaxima(values, mean), ({ value }) => value);
  const count = (all.length / duration) * STORM;
  expect(all.length).toBe(at(expected, 'weibullMaxima3p', 'n'));
  expectClose(count, at(expected, 'weibullMaxima3p', 'N3h'), `${name} N3h`);
  for (const [key, method] of [
    ['msm', 'moments'],
    ['pwm', 'pwm'],
  ] as const) {
    const of = (key3: string): number => at(expected, 'weibullMaxima3p', key, key3);
    const fit = fitWeibull(all, { method, mean });
    // Without a positive scale and shape there is not a distribution, whatever the formulas give.
    if (fit === null)
      expect([of('location') > 0, of('scale') > 0, of('shape') > 0]).not.toEqual([true, true, true]);
    else {
      expectClose(weibullQuantile(fit, count, 0.57), of('x0.57'), `${name} ${method}`);
      const gumbel = { ...asymptoticGumbel(fit, count), errors: null };
      expectClose(gumbelQuantile(gumbel, 1, 0.9), of('gumbelX0.9'), `${name} ${method} Gumbel`);
    }
  }
  const two = fitWeibull(all, { method: 'mle', mean });
  if (two === null) throw new Error('there is no fit');
  expect(all.length).toBe(at(expected, 'weibullMaxima2p', 'n'));
  expectClose(two.location, at(expected, 'weibullMaxima2p', 'location'), `${name} location`, std);
  expectClose(weibullQuantile(two, count, Math.exp(-1)), at(expected, 'weibullMaxima2p', 'x0.37'), name);
  expectClose(weibullQuantile(two, count, 0.9), at(expected, 'weibullMaxima2p', 'x0.9'), name);
}

/** The errors of a generalised Pareto fit, which exist for shapes above -0.5 only. */
export function checkErrors({ values, mean, std, expected, name }: Referenced): void {
  const gpd = (expected as { gpd?: { fit?: null } }).gpd;
  if (gpd === undefined || gpd.fit === null) return;
  const threshold = mean + 1.4 * std;
  const peaks = globalMaxima(values, mean).filter(({ value }) => value > threshold);
  const fit = fitPareto(Float64Array.from(peaks, ({ value }) => value - threshold));
  const errors = [at(gpd, 'seSigma'), at(gpd, 'seXi')];
  const [lower = Number.NaN, upper = Number.NaN] = listAt(gpd, 'delta95');
  expectClose((lower + upper) / 2, at(gpd, 'returnLevel3h'), `${name} interval`);
  if (at(gpd, 'xi') <= -0.5) {
    expect(errors.every((error) => error > 0)).toBe(true);
    expect(fit?.covariance).toBeNull();
    return;
  }
  for (const [i, variance] of [fit?.covariance?.sigma, fit?.covariance?.xi].entries())
    expectClose(Math.sqrt(variance ?? Number.NaN), errors[i] ?? Number.NaN, `${name} error ${i}`);
}

/** Statistics of filtered series, and the sections of the filters. */
export function checkFilters({ values, frequency, expected, name }: Referenced): void {
  const { min, max } = statisticsOf(values, values);
  const range = (max ?? 0) - (min ?? 0);
  const [cutOff, order] = [at(expected, 'filter', 'fc'), at(expected, 'filter', 'order')];
  for (const kind of ['lowpass', 'highpass'] as const) {
    const sections = butterworth({ kind, cutOff, order }, frequency);
    const filtered = zeroPhase(values, sections);
    if (filtered === null) throw new Error('the series is too short');
    const found = statisticsOf(filtered, filtered);
    for (const statistic of ['min', 'max', 'mean', 'std'] as const)
      expectClose(found[statistic], at(expected, 'filter', kind, statistic), `${name} ${statistic}`, range);
    const listed = (expected as { filter: Record<string, { sos: number[][] }> }).filter[kind]?.sos ?? [];
    const denominators = listed.map((_, i) => listAt(listed, i).slice(4));
    const own = sections.map(({ a1, a2 }) => [a1, a2]).toSorted(([, a = 0], [, b = 0]) => a - b);
    for (const [i, section] of denominators.toSorted(([, a = 0], [, b = 0]) => a - b).entries())
      for (const [k, value] of section.entries()) expectClose(own[i]?.[k], value, `${name} section ${i}`);
    // The numerators multiply to the same one: where the whole gain stands does not matter.
    for (const z of [1, -1, 0.5]) {
      const product = listed.reduce((all, [b0 = 0, b1 = 0, b2 = 0]) => all * (b0 + b1 * z + b2 * z * z), 1);
      const ours = sections.reduce((all, { b0, b1, b2 }) => all * (b0 + b1 * z + b2 * z * z), 1);
      expectClose(ours, product, `${name} ${kind} at ${z}`, Math.abs(product) + 1e-6);
    }
  }
}

/** Six windows over the whole series. */
export function checkWindows({ times, values, duration, std, expected, name }: Referenced): void {
  const length = at(expected, 'windows6', 'length');
  expectClose(duration / 6, length, `${name} length`);
  const statistics = ['n', 'min', 'max', 'mean', 'std'] as const;
  const rows = rowsOf(
    { times, values },
    { kind: 'windows', length, step: length, from: null, partial: 'drop', statistics, reductions: [] },
  );
  expect(rows).toHaveLength(6);
  for (const [i, row] of rows.entries())
    for (const statistic of statistics)
      expectClose(row[statistic], at(expected, 'windows6', 'windows', i, statistic), `${name} ${i}`, std);
  const mean = (key: string): number => rows.reduce((sum, row) => sum + (row[key] ?? 0), 0) / 6;
  expectClose(mean('max'), at(expected, 'windows6', 'meanOfMax'), `${name} mean of maxima`, std);
  expectClose(mean('mean'), at(expected, 'windows6', 'meanOfMean'), `${name} mean of means`, std);
  const largest = Math.max(...rows.map(({ max }) => max ?? 0));
  expectClose(largest, at(expected, 'windows6', 'maxOfMax'), `${name} largest`, std);
}

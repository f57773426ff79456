import type { Analysis } from '@ballast/results-model';
import {
  asymptoticGumbel,
  fitWeibull,
  globalMaxima,
  gumbelQuantile,
  spectralMoments,
  upCrossings,
  welch,
} from '@ballast/results-model/analysis';
import { describe, expect, it } from 'vitest';
import { at, expectClose, listAt, uncovered } from './close.ts';
import { binnedRanges, type Cycle, cyclesOf, del, durationOf, loadOf, reduced } from './fatigue-details.ts';
import { oracle, present, seriesOf } from './oracles.ts';
import { hysteresisCycles } from './other-counts.ts';
import { rowsOf } from './rows.ts';

const channels = oracle('del_spectra_peaks_open.json');
const names = Object.keys(channels);
const EXPONENTS = [3, 4, 5, 10];

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** Equal ranges may close first in either order: only the total does not depend on it. */
const totalOf = (cycles: readonly Cycle[]): number => cycles.reduce((sum, { count }) => sum + count, 0);

describe.runIf(present)('counts of other programs', () => {
  it.each(names)('of %s have the same totals and bins', async (name) => {
    const series = await seriesOf(name);
    const expected = channels[name];
    expect(series.values.length).toBe(at(expected, 'n'));
    expectClose(durationOf(series), at(expected, 'T'), `${name} T`);
    const { cycles } = cyclesOf(series.values);
    const total = (of: string): number => at(expected, of, 'fullCycles') + at(expected, of, 'halfCycles') / 2;
    expect(totalOf(cycles)).toBe(total('astm'));
    expect(totalOf(cyclesOf(series.values, { ends: false }).cycles)).toBe(total('astmNoEndpoints_qats'));
    const largest = Math.max(...cycles.map(({ range }) => range));
    expectClose(largest, at(expected, 'astm', 'maxRange'), `${name} largest range`);
    const sum = cycles.reduce((all, { range, count }) => all + range * count, 0);
    expectClose(sum, at(expected, 'astm', 'sumRangeTimesCount'), `${name} sum`);
    const markov = { ranges: { count: 10 }, means: { count: 1 } };
    const analysis: Analysis = { kind: 'rainflow', residue: 'half', ends: true, markov };
    const rows = rowsOf(series, analysis);
    const edges = listAt(expected, 'hist10', 'edges');
    for (const [i, count] of listAt(expected, 'hist10', 'counts').entries()) {
      expectClose((largest * i) / 10, edges[i] ?? Number.NaN, `${name} edge ${i}`, largest);
      const own = rows.find(({ rangeFrom }) => Math.round((10 * (rangeFrom ?? 0)) / largest) === i);
      expect(own?.count ?? 0, `${name} bin ${i}`).toBe(count);
    }
    expectClose(largest, edges[10] ?? Number.NaN, `${name} last edge`);
  });

  it.each(names)('of %s give their equivalent loads by their own conventions', async (name) => {
    const series = await seriesOf(name);
    const expected = channels[name];
    const seconds = durationOf(series);
    const { cycles } = cyclesOf(series.values);
    const binned = binnedRanges(cycles, 100)('binMean');
    const danish = binnedRanges(hysteresisCycles(series.values), 100)('binMean');
    for (const m of EXPONENTS) {
      const of = (key: string): number => at(expected, 'del', m, key);
      const loads = reduced(series, [del(m), del(m, { ends: false }), del(m, { residue: 'repeat' })]);
      expectClose(loads[0], of('astmExact'), `${name} del${m}`);
      expectClose(loads[1], of('astmNoEndpoints'), `${name} del${m} without ends`);
      expectClose(loadOf(danish, m, seconds), of('openfastToolboxWindap100'), `${name} del${m} hysteresis`);
      // A range on an edge may be in either bin there.
      const toolbox = loadOf(binned, m, seconds) / of('openfastToolboxAstm100');
      expect(Math.abs(toolbox - 1), `${name} del${m} bins`).toBeLessThan(1e-5);
      // In classes and bins, and where it joins the residue to itself that program may lose the largest peak.
      const joined = of('pCrunchFatpack100') / (loads[2] ?? Number.NaN);
      expect(joined, `${name} del${m} joined`).toBeLessThan(1.02);
      expect(joined, `${name} del${m} joined`).toBeGreaterThan(0.02);
    }
  });
});

describe.runIf(present)('spectra and peaks of other programs', () => {
  it.each(names)('of %s are the same', async (name) => {
    const { times, values } = await seriesOf(name);
    const expected = channels[name];
    const mean = meanOf(values);
    const maxima = globalMaxima(values, mean).map(({ value }) => value);
    const minima = globalMaxima(
      values.map((value) => -value),
      -mean,
    ).map(({ value }) => -value);
    const range = at(expected, 'astm', 'maxRange');
    expect(maxima.length).toBe(at(expected, 'globalMaxima', 'count'));
    expect(minima.length).toBe(at(expected, 'globalMinima', 'count'));
    if (maxima.length > 0)
      expectClose(Math.max(...maxima), at(expected, 'globalMaxima', 'largest'), `${name} largest`, range);
    if (minima.length > 0)
      expectClose(Math.min(...minima), at(expected, 'globalMinima', 'smallest'), `${name} smallest`, range);
    const { count, meanPeriod } = upCrossings({ times, values }, mean);
    if (meanPeriod !== null) {
      // There a crossing has the time of a sample next to it.
      const step = durationOf({ times, values }) / (values.length - 1);
      expect(Math.abs(meanPeriod - at(expected, 'tz'))).toBeLessThanOrEqual((1.001 * step) / (count - 1));
    }
    checkFit(Float64Array.from(maxima), expected, { name, mean });
  });

  it.each(names)('of %s have the same lines', async (name) => {
    const { times, values } = await seriesOf(name);
    const of = (key: string): number => at(channels[name], 'welch', key);
    const frequency = (values.length - 1) / durationOf({ times, values });
    expectClose(frequency, of('fs'), `${name} frequency`, frequency * 100);
    const segment = of('nperseg');
    const overlap = of('noverlap') / segment;
    const spectrum = welch(values, frequency, { segment, window: 'hann', overlap, detrend: 'constant' });
    if (spectrum === null) throw new Error('there is no spectrum');
    const peak = Math.max(...spectrum.power.subarray(1));
    expectClose(peak, of('peakP'), `${name} peak`);
    expectClose(spectrum.power.indexOf(peak) * spectrum.resolution, of('peakF'), `${name} frequency`);
    // With the line at 0 Hz, which our moments leave out.
    const still = (spectrum.power[0] ?? 0) * spectrum.resolution;
    expectClose(spectralMoments(spectrum).m0 + still, of('m0'), `${name} m0`);
    for (const [i, line] of listAt(channels[name], 'welch', 'firstP').entries())
      expectClose(spectrum.power[i], line, `${name} line ${i}`, peak);
  });

  it('were compared, down to the last number', () => {
    const { missed, covered } = uncovered(channels);
    expect(missed).toEqual([]);
    expect(covered).toBeGreaterThan(700);
  });
});

/** The fit to the global maxima, which other programs print also for few of them and extrapolate by a Gumbel form. */
function checkFit(
  maxima: Float64Array,
  expected: unknown,
  { name, mean }: { readonly name: string; readonly mean: number },
): void {
  const [location, scale, shape] = ['loc', 'scale', 'shape'].map((key) =>
    at(expected, 'weibullPwmMaxima', key),
  );
  const [n, gumbel, width, p90] = ['n', 'loc', 'scale', 'p90'].map((key) => at(expected, 'gumbel3h', key));
  if (location === undefined || Number.isNaN(location)) return;
  const stated = { location, scale: scale ?? Number.NaN, shape: shape ?? Number.NaN };
  const fit = fitWeibull(maxima, { method: 'pwm', mean });
  if (fit !== null) {
    expectClose(fit.location, stated.location, `${name} location`);
    expectClose(fit.scale, stated.scale, `${name} scale`);
    expectClose(fit.shape, stated.shape, `${name} shape`);
  }
  if (gumbel === undefined || Number.isNaN(gumbel)) return;
  const form = { ...asymptoticGumbel(fit ?? stated, n ?? Number.NaN), errors: null };
  expectClose(form.location, gumbel, `${name} Gumbel location`);
  expectClose(form.scale, width ?? Number.NaN, `${name} Gumbel scale`);
  expectClose(gumbelQuantile(form, 1, 0.9), p90 ?? Number.NaN, `${name} p90`);
}

import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../test/analysed.ts';
import { analysisColumns, analysisRows } from './analyse.ts';
import { toAnalyse } from './analysed-series.ts';
import type { Analysis, PeaksAnalysis, SpectrumAnalysis } from './analysis.ts';

const SPECTRUM: SpectrumAnalysis = {
  kind: 'spectrum',
  output: 'moments',
  segment: null,
  window: 'hann',
  overlap: 0.5,
  detrend: 'constant',
  band: null,
};
const PEAKS: PeaksAnalysis = { kind: 'peaks', ends: ['max', 'min'], clusters: null };

const sine = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => 5 + 3 * Math.sin((2 * Math.PI * (i + 0.25)) / 16));

describe('an analysis of a series', () => {
  it.each<Analysis>([
    { kind: 'rainflow', residue: 'half', ends: true, markov: null },
    { kind: 'rainflow', residue: 'half', ends: true, markov: { ranges: { count: 3 }, means: { count: 2 } } },
    SPECTRUM,
    { ...SPECTRUM, output: 'lines' },
    { kind: 'crossings', levels: [{ stds: 0 }] },
    PEAKS,
  ])('by $kind has a cell in each of its columns, and none without numbers', (analysis) => {
    const rows = rowsOf(analysis, sine(200));
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.keys(rows[0] ?? {})).toEqual(analysisColumns(analysis));
    const [bad] = rowsOf(analysis, [1, Number.POSITIVE_INFINITY]);
    const { series, unit, reason, ...numbers } = bad ?? {};
    expect([series, unit]).toEqual(['My', 'kN']);
    expect(reason ?? 'a sample is not finite').toBe('a sample is not finite');
    expect(Object.values(numbers).every((cell) => cell === null)).toBe(true);
  });

  it('has one row with the reason for a series without samples', () => {
    const nothing = toAnalyse({ name: 'Mx', unit: 'N' }, null);
    const rows = analysisRows([nothing, nothing], SPECTRUM);
    expect(rows.map((row) => [row[0], row[1], row.at(-1)])).toEqual([
      ['Mx', 'N', 'no samples'],
      ['Mx', 'N', 'no samples'],
    ]);
  });

  it('has the moments of a sine: half of the squared amplitude at its frequency', () => {
    const [row] = rowsOf({ ...SPECTRUM, window: 'boxcar', segment: 64 }, sine(640));
    for (const k of [0, 1, 2, 3, 4]) expect(row?.[`m${k}`]).toBeCloseTo(4.5 / 16 ** k, 10);
    expect(row).toMatchObject({ segment: 64, reason: null });
    expect([row?.Tp, row?.Tm01, row?.Tm02, row?.['Tm-10']].map((one) => Number(one).toFixed(9))).toEqual(
      new Array(4).fill('16.000000000'),
    );
    expect(row?.Hm0).toBeCloseTo(4 * Math.sqrt(4.5), 10);
  });

  it('says why there is no spectrum', () => {
    const uneven = sine(100).map((_, i) => i ** 1.01);
    expect(rowsOf(SPECTRUM, sine(100), uneven)).toMatchObject([
      { reason: 'the time step is not even within 1 %' },
    ]);
    expect(rowsOf(SPECTRUM, [1])).toMatchObject([
      { m0: null, reason: 'the time step is not even within 1 %' },
    ]);
    expect(rowsOf({ ...SPECTRUM, output: 'lines' }, [1])).toEqual([]);
    expect(rowsOf(SPECTRUM, new Array(64).fill(2))).toMatchObject([{ m0: 0, Hm0: 0 }]);
  });

  it('counts crossings with their periods and the share of time above', () => {
    const rows = rowsOf({ kind: 'crossings', levels: [{ stds: 0 }, { value: 6 }, { value: 9 }] }, sine(1601));
    expect(rows[0]?.Tz).toBeCloseTo(16, 9);
    expect(rows[0]?.Tc).toBeCloseTo(16, 9);
    expect(rows[0]?.perHour).toBeCloseTo((Number(rows[0]?.upCrossings) * 3600) / 1600, 9);
    expect(rows[1]?.shareAbove).toBeCloseTo(0.5 - Math.asin(1 / 3) / Math.PI, 1);
    expect(rows[2]).toMatchObject({ upCrossings: 0, Tz: null, shareAbove: 0 });
  });

  it('has the peaks of both ends in the order of time', () => {
    const rows = rowsOf(PEAKS, [0, 4, 2, -3, 1, 5, -1, 0, -4, 3]);
    expect(rows.map(({ end, time, value }) => [end, time, value])).toEqual([
      ['max', 1, 4],
      ['max', 5, 5],
      ['min', 3, -3],
      ['min', 8, -4],
    ]);
    const clusters = { threshold: { value: 3.5 }, gap: 3 };
    expect(rowsOf({ ...PEAKS, ends: ['max'], clusters }, [4, 0, 5, 0, 0, 0, 0, 6, 9])).toMatchObject([
      { time: 2, value: 5 },
      { time: 8, value: 9 },
    ]);
  });
});

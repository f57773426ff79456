import { evenFrequency } from '../conditioning/even-frequency.ts';
import { type SpectralMoments, spectralMoments } from '../spectrum/spectral-moments.ts';
import { defaultSegment, type Spectrum, welch } from '../spectrum/welch.ts';
import type { Cell } from '../table/style/csv.ts';
import type { AnalysedSeries, Rows } from './analysed-series.ts';
import type { SpectrumAnalysis } from './analysis.ts';

const MOMENTS = [
  ['m0', 'm0'],
  ['m1', 'm1'],
  ['m2', 'm2'],
  ['m3', 'm3'],
  ['m4', 'm4'],
  ['mMinus1', 'm-1'],
  ['hm0', 'Hm0'],
  ['tm01', 'Tm01'],
  ['tm02', 'Tm02'],
  ['tmMinus10', 'Tm-10'],
  ['tp', 'Tp'],
] as const satisfies readonly (readonly [keyof SpectralMoments, string])[];

export const MOMENT_COLUMNS: readonly string[] = [
  'segment',
  'segments',
  'resolution',
  ...MOMENTS.map(([, label]) => label),
  'reason',
];
export const LINE_COLUMNS = ['frequency', 'density'] as const;

type Found =
  | { readonly spectrum: Spectrum; readonly seconds: number; readonly reason?: never }
  | { readonly reason: string };

function spectrumOf(series: AnalysedSeries, analysis: SpectrumAnalysis): Found {
  const frequency = evenFrequency(series.times);
  if (frequency === null) return { reason: 'the time step is not even within 1 %' };
  const { values } = series;
  const wanted =
    analysis.segment === null ? defaultSegment(values.length) : Math.round(analysis.segment * frequency);
  const segment = Math.min(values.length, Math.max(2, wanted));
  const spectrum = welch(values, frequency, { ...analysis, segment });
  return spectrum === null
    ? { reason: 'the series is shorter than a segment' }
    : { spectrum, seconds: segment / frequency };
}

/** One row: the segments, the moments and the periods. */
export function momentRows(series: AnalysedSeries, analysis: SpectrumAnalysis): Rows {
  const found = spectrumOf(series, analysis);
  if (found.reason !== undefined) {
    const empty = MOMENT_COLUMNS.slice(1).map((): Cell => null);
    return [[...empty, found.reason]];
  }
  const { spectrum, seconds } = found;
  const moments = spectralMoments(spectrum, analysis.band);
  const cells = MOMENTS.map(([name]) => moments[name]);
  return [[seconds, spectrum.segments, spectrum.resolution, ...cells, null]];
}

/** A row for each line: its frequency in Hz and the one-sided density in unit^2/Hz. */
export function lineRows(series: AnalysedSeries, analysis: SpectrumAnalysis): Rows {
  const found = spectrumOf(series, analysis);
  if (found.reason !== undefined) return [];
  const { power, resolution } = found.spectrum;
  return Array.from(power, (density, line) => [line * resolution, density]);
}

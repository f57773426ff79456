import { localMaxima, shareAbove, upCrossings } from '../crossings/crossings.ts';
import { clusterMaxima, globalMaxima, type Peak } from '../crossings/global-maxima.ts';
import { type AnalysedSeries, durationOf, levelOf, mirrored, type Rows } from './analysed-series.ts';
import type { CrossingsAnalysis, PeaksAnalysis } from './analysis.ts';

export const CROSSING_COLUMNS = ['level', 'upCrossings', 'perHour', 'Tz', 'shareAbove', 'Tc'] as const;
export const PEAK_COLUMNS = ['end', 'time', 'value'] as const;

/** A row for each level. `Tz`: mean time between its up-crossings; `Tc`: between the local maxima of the series. */
export function crossingRows(series: AnalysedSeries, { levels }: CrossingsAnalysis): Rows {
  const hours = durationOf(series) / 3600;
  const tc = localMaxima(series).meanPeriod;
  return levels.map((one) => {
    const level = levelOf(one, series);
    const { count, meanPeriod } = upCrossings(series, level);
    return [level, count, hours > 0 ? count / hours : null, meanPeriod, shareAbove(series.values, level), tc];
  });
}

/** A row for each peak, in time order, first of the maxima and then of the minima. */
export function peakRows(series: AnalysedSeries, { ends, clusters }: PeaksAnalysis): Rows {
  return ends.flatMap((end) => {
    const own = end === 'max' ? series : mirrored(series);
    const peaks: readonly Peak[] =
      clusters === null
        ? globalMaxima(own.values, own.mean)
        : clusterMaxima(own, { threshold: levelOf(clusters.threshold, own), gap: clusters.gap });
    return peaks.map(({ sample }) => [end, series.times[sample] ?? null, series.values[sample] ?? null]);
  });
}

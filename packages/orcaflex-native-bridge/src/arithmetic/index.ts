export type { DistributionTail } from '../abi/constants.ts';
export type { LibraryOptions } from '../model/open-library.ts';
export type { SeriesStatistics } from '../model/result-types.ts';
export {
  ExtremeStatistics,
  type ExtremesFit,
  type PeaksOverThreshold,
  type RayleighExtremes,
} from './extreme-statistics.ts';
export {
  type CycleBin,
  cycleHistogram,
  empiricalDistribution,
  extrema,
  rainflowHalfCycles,
  rainflowWithMean,
  type Samples,
  type SpectralDensity,
  spectralDensity,
  stressRatios,
  timeSeriesStatistics,
} from './summaries.ts';

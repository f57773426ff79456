/**
 * The numerical part, for programs that have a series in memory: rainflow cycles, equivalent loads, damage, spectra,
 * crossings, peaks, extreme values and filters. Every function is pure, and its comment states the definition.
 */

export { analysisColumns, analysisRows } from './analyses/analyse.ts';
export { toAnalyse } from './analyses/analysed-series.ts';
export { definitionsPage } from './analyses/definitions-page.ts';
export { butterworth, type FilterSpec, type Section } from './conditioning/butterworth.ts';
export { zeroPhase } from './conditioning/zero-phase.ts';
export { type Crossings, localMaxima, type Samples, shareAbove, upCrossings } from './crossings/crossings.ts';
export { clusterMaxima, globalMaxima, type Peak } from './crossings/global-maxima.ts';
export { quantileOf } from './crossings/quantiles.ts';
export { blockMaxima } from './extremes/block-maxima.ts';
export {
  fitGumbel,
  GUMBEL_METHODS,
  type GumbelFit,
  type GumbelMethod,
  gumbelQuantile,
} from './extremes/gumbel.ts';
export { fitPareto, levelError, type ParetoFit, paretoLevel, paretoQuantile } from './extremes/pareto.ts';
export { type GaussianSeries, rayleighAtRisk, rayleighMostProbable } from './extremes/rayleigh.ts';
export {
  asymptoticGumbel,
  fitWeibull,
  WEIBULL_METHODS,
  type WeibullFit,
  type WeibullMethod,
  weibullQuantile,
} from './extremes/weibull.ts';
export { correctedRange, type MeanStress } from './fatigue/mean-stress.ts';
export { PowerSums } from './fatigue/power-sums.ts';
export { type ClosedCycles, type CycleSink, RainflowCounter, type Residue } from './fatigue/rainflow.ts';
export { takeResidue } from './fatigue/residue.ts';
export { cyclesToFailure, stressPerLoad } from './fatigue/sn-curve.ts';
export { compileFormula, type Evaluate } from './formula/compile-formula.ts';
export type { Expression, FunctionName, Operator } from './formula/expression.ts';
export { formulaText } from './formula/formula-text.ts';
export type { FormulaProblem } from './formula/lexemes.ts';
export { type ParsedFormula, parseFormula } from './formula/parse-formula.ts';
export { reduceSeries } from './reduction/reduce.ts';
export { type SpectralMoments, spectralMoments } from './spectrum/spectral-moments.ts';
export {
  type Detrend,
  defaultSegment,
  type Spectrum,
  WelchAccumulator,
  type WelchOptions,
  type WindowName,
  welch,
} from './spectrum/welch.ts';

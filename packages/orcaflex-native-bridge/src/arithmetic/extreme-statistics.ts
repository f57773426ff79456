import { FaultError } from '@ballast/resource-model';
import {
  DISTRIBUTION_TAIL,
  type DistributionTail,
  EXTREME_DISTRIBUTION,
  type ExtremeDistribution,
} from '../abi/constants.ts';
import {
  closeExtremes,
  excessesOverThreshold,
  fitExtremes,
  openExtremes,
  queryExtremes,
  toleranceIntervals,
} from '../abi/functions/extreme-calls.ts';
import type { ExtremesHandle } from '../abi/handles.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import { type LibraryOptions, openLibrary } from '../model/open-library.ts';

/** The distribution to fit. Rayleigh uses all samples; the others use only those beyond a threshold. */
export type ExtremesFit = { readonly tail?: DistributionTail } & (
  | { readonly distribution: 'rayleigh' }
  | {
      readonly distribution: Exclude<ExtremeDistribution, 'rayleigh'>;
      /** In the unit of the samples. */
      readonly threshold: number;
      /** Exceedances within this many seconds count as one. */
      readonly declusterPeriod: number;
    }
);

/** The extremes expected in a storm of `hours`. */
export interface RayleighExtremes {
  readonly mostProbable: number;
  /** Exceeded in the storm with the requested probability. */
  readonly withRiskFactor: number;
}

export interface PeaksOverThreshold {
  /** Expected to be exceeded once in the storm. */
  readonly returnLevel: number;
  readonly confidenceInterval: { readonly lower: number; readonly upper: number };
  readonly scale: Estimate;
  readonly shape: Estimate;
}

interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * A distribution of the extremes of a series, fitted by the library. It holds memory of the library until it is
 * disposed of. Faults: `ORCFXAPI_EXTREME_STATISTICS_FAILED` if nothing can be fitted, `EXTREMES_DISPOSED`.
 */
export class ExtremeStatistics {
  readonly #library: NativeLibrary;
  readonly #handle: ExtremesHandle;
  #disposed = false;

  private constructor(library: NativeLibrary, handle: ExtremesHandle) {
    this.#library = library;
    this.#handle = handle;
  }

  /** `sampleInterval` in seconds. */
  static fit(
    { values, sampleInterval }: { readonly values: Float64Array; readonly sampleInterval: number },
    fit: ExtremesFit,
    options: LibraryOptions = {},
  ): ExtremeStatistics {
    const library = openLibrary(options);
    const handle = openExtremes(library, values, sampleInterval);
    const statistics = new ExtremeStatistics(library, handle);
    try {
      fitExtremes(library, handle, fitStruct(fit));
      return statistics;
    } catch (error) {
      statistics.dispose();
      throw error;
    }
  }

  /** For a Rayleigh distribution; `riskFactor` is between 0 and 1. */
  rayleigh({ hours, riskFactor }: { readonly hours: number; readonly riskFactor: number }): RayleighExtremes {
    const query = { StormDurationHours: hours, RiskFactor: riskFactor, ConfidenceLevel: 0 };
    const output = queryExtremes(this.#open(), this.#handle, query);
    const { MostProbableExtremeValue: mostProbable, ExtremeValueWithRiskFactor: withRiskFactor } = output;
    return { mostProbable, withRiskFactor };
  }

  /** For a Weibull or generalised Pareto distribution; `confidence` is in percent. */
  peaksOverThreshold({
    hours,
    confidence,
  }: {
    readonly hours: number;
    readonly confidence: number;
  }): PeaksOverThreshold {
    const query = { StormDurationHours: hours, RiskFactor: 0, ConfidenceLevel: confidence };
    const output = queryExtremes(this.#open(), this.#handle, query);
    return {
      returnLevel: output.ReturnLevel,
      confidenceInterval: { lower: output.ConfidenceIntervalLower, upper: output.ConfidenceIntervalUpper },
      scale: { value: output.Sigma, standardError: output.SigmaStdError },
      shape: { value: output.Xi, standardError: output.XiStdError },
    };
  }

  /** The excesses over the threshold of the fit, after declustering, in order of time. */
  excesses(): Float64Array {
    return excessesOverThreshold(this.#open(), this.#handle);
  }

  /** The interval of each excess, from this number of simulated data sets. */
  toleranceIntervals(simulations = 1000): { readonly lower: number; readonly upper: number }[] {
    const library = this.#open();
    const count = this.excesses().length;
    const ends = toleranceIntervals(library, this.#handle, { simulations, excesses: count });
    return Array.from({ length: count }, (_, index) => ({
      lower: ends[2 * index] ?? 0,
      upper: ends[2 * index + 1] ?? 0,
    }));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    closeExtremes(this.#library, this.#handle);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #open(): NativeLibrary {
    if (!this.#disposed) return this.#library;
    throw new FaultError({
      code: 'EXTREMES_DISPOSED',
      message: 'the extreme statistics have been disposed of',
      hint: 'fit them again',
    });
  }
}

function fitStruct(fit: ExtremesFit): Parameters<typeof fitExtremes>[2] {
  const over = fit.distribution === 'rayleigh' ? { threshold: 0, declusterPeriod: 0 } : fit;
  return {
    Distribution: EXTREME_DISTRIBUTION[fit.distribution],
    ExtremesToAnalyse: DISTRIBUTION_TAIL[fit.tail ?? 'upper'],
    Threshold: over.threshold,
    DeclusterPeriod: over.declusterPeriod,
  };
}

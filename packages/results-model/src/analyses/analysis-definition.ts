import type { Analysis, ExtremeMethod, Level } from './analysis.ts';

/** What a table of an analysis computes: every formula and every parameter that enters it. */
export function analysisDefinition(analysis: Analysis): string {
  switch (analysis.kind) {
    case 'rainflow': {
      const ends = analysis.ends ? '' : ', first and last sample not as turning points';
      const counted = `four-point rainflow count, residue ${analysis.residue}${ends}`;
      return analysis.markov === null
        ? `every cycle: range, mean, count and the times of both turning points; ${counted}`
        : `counts by range and mean; a bin includes its lower edge, the last one both; ${counted}`;
    }
    case 'spectrum': {
      const { window, overlap, detrend, segment, band } = analysis;
      const length =
        segment === null ? 'of the largest power of two of at most 2n/9 samples' : `of ${segment} s`;
      const limits = band === null ? '' : `; moments from ${band.from} to ${band.to} Hz`;
      return (
        `one-sided density in unit^2/Hz by Welch's method: segments ${length}, ${window} window (periodic), overlap ` +
        `${overlap}, detrend ${detrend}; m_k = sum of f^k P df over f > 0, Hm0 = 4 sqrt(m0), Tm01 = m0/m1, ` +
        `Tm02 = sqrt(m0/m2), Tm-10 = m-1/m0, Tp of the largest line${limits}`
      );
    }
    case 'crossings':
      return (
        `up-crossings x[i-1] <= level < x[i] of ${analysis.levels.map(levelText).join(', ')}, times by linear ` +
        'interpolation; Tz: mean time between them; Tc: mean time between local maxima; shareAbove: share of samples above'
      );
    case 'peaks':
      return analysis.clusters === null
        ? 'global maxima: the largest sample between successive up-crossings of the mean; minima of the mirrored series'
        : `largest sample of each cluster above ${levelText(analysis.clusters.threshold)}, a new cluster after ` +
            `${analysis.clusters.gap} s without an exceedance`;
    case 'extreme': {
      const { hours, methods } = analysis;
      const texts = methods.map((method) => `${method}: ${methodText(method, analysis)}`);
      return (
        `extreme in ${hours} h; mostProbable: its quantile 1/e; q: quantile of the extreme; minima of the mirrored series; ` +
        texts.join('; ')
      );
    }
    case 'windows': {
      const { length, step, from, partial } = analysis;
      const start = from === null ? 'the first sample' : `${from} s`;
      return (
        `windows of ${length} s every ${step} s from ${start}, [from, to); the last one includes its end if the file ` +
        `ends there; partial windows: ${partial}`
      );
    }
  }
}

function levelText(level: Level): string {
  if ('value' in level) return `${level.value}`;
  return level.stds === 0 ? 'the mean' : `mean ${level.stds < 0 ? '-' : '+'} ${Math.abs(level.stds)} std`;
}

type Extreme = Extract<Analysis, { kind: 'extreme' }>;

function methodText(method: ExtremeMethod, { blocks, threshold, decluster, confidence }: Extreme): string {
  switch (method) {
    case 'rayleigh':
      return 'Gaussian series, mean + std sqrt(2 ln N), N = time / Tz of the mean';
    case 'weibull-moments':
      return 'three parameters fitted to the global maxima by moments (divisor n)';
    case 'weibull-pwm':
      return 'three parameters fitted to the global maxima by probability-weighted moments';
    case 'weibull-mle':
      return 'two parameters fitted to the global maxima by maximum likelihood, location at the mean';
    case 'gumbel-moments':
      return `fitted to the maxima of ${blocks} equal blocks by moments (divisor n - 1)`;
    case 'gumbel-pwm':
      return `fitted to the maxima of ${blocks} equal blocks by probability-weighted moments`;
    case 'gumbel-mle':
      return `fitted to the maxima of ${blocks} equal blocks by maximum likelihood`;
    case 'gpd': {
      const peaks = decluster === null ? 'global maxima' : `clusters ${decluster} s apart`;
      return (
        `generalised Pareto distribution of the excesses of ${peaks} over ${levelText(threshold)}, maximum likelihood; ` +
        `interval of ${confidence} by the delta method`
      );
    }
  }
}

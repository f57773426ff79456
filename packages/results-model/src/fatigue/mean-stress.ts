export const MEAN_STRESS_RULES = ['none', 'goodman', 'gerber', 'mlife'] as const;

/**
 * Corrects ranges for their means. With S the range, M the mean of the cycle and U the ultimate load: `goodman` gives
 * S/(1 - M/U) for M > 0 and S for M <= 0 (the rule of OrcaFlex; Soderberg is the same with the yield load as U); `gerber`
 * S/(1 - (M/U)^2); `mlife` S (U - |MF|)/(U - |M|), with MF a fixed mean.
 */
export type MeanStress =
  | { readonly rule: 'none' }
  | { readonly rule: 'goodman' | 'gerber'; readonly ultimate: number }
  | { readonly rule: 'mlife'; readonly ultimate: number; readonly fixedMean: number };

/** The range of a cycle between two values, corrected; NaN if its mean reaches the ultimate load. */
export function correctedRange(from: number, to: number, correction: MeanStress): number {
  const range = Math.abs(to - from);
  const mean = from + (to - from) / 2;
  if (correction.rule !== 'none' && !(Math.abs(mean) < correction.ultimate))
    return correction.rule === 'goodman' && mean < 0 ? range : Number.NaN;
  switch (correction.rule) {
    case 'none':
      return range;
    case 'goodman':
      return mean > 0 ? range / (1 - mean / correction.ultimate) : range;
    case 'gerber':
      return range / (1 - (mean / correction.ultimate) ** 2);
    case 'mlife':
      return (
        (range * (correction.ultimate - Math.abs(correction.fixedMean))) /
        (correction.ultimate - Math.abs(mean))
      );
  }
}

import type { CountRule, MeanStressRule, Reduction, ReferenceCycles } from './reduction.ts';

/** A definition in one sentence, for tables and reports: the formula and every parameter that enters it. */
export function definitionOf(reduction: Reduction): string {
  switch (reduction.kind) {
    case 'absmax':
      return 'largest magnitude of the samples';
    case 'duration':
      return 'seconds from the first to the last sample';
    case 'integral':
      return 'integral over time by the trapezoidal rule, in the unit of the series times seconds';
    case 'travel':
      return 'sum of the magnitudes of the changes from sample to sample';
    case 'quantile':
      return `quantile ${reduction.q}, linear interpolation at (n - 1) q of the sorted samples (type 7), exact for up to 65,536 distinct values`;
    case 'del':
      return (
        `damage-equivalent load (sum n S^m / N)^(1/m) with m = ${reduction.m} and ` +
        `${referenceText(reduction.reference)}; ${countText(reduction)}; ${meanText(reduction.meanStress)}`
      );
    case 'damage': {
      const { curve, stress, dff, per } = reduction;
      const second =
        curve.second === undefined
          ? ''
          : `, beyond ${curve.second.knee} cycles m2 = ${curve.second.m2} and log a2 ${curve.second.logA2 === null ? 'by continuity' : `= ${curve.second.logA2}`}`;
      const thickness =
        stress.thickness === null
          ? ''
          : `, thickness ${stress.thickness.t} mm (reference ${stress.thickness.reference} mm, exponent ${stress.thickness.exponent})`;
      return (
        `Palmgren-Miner damage per ${per}, sum n/N(S) times DFF ${dff}; S-N curve ${reduction.name}: m1 = ${curve.m1}, log a1 = ${curve.logA1}${second}` +
        `${curve.limit === undefined ? '' : `, no damage up to ${curve.limit} MPa`}; ` +
        `stress ${stress.factor} MPa per unit of load, SCF ${stress.scf}${thickness}; ${countText(reduction)}; ${meanText(reduction.meanStress)}`
      );
    }
  }
}

function referenceText(reference: ReferenceCycles): string {
  if ('cycles' in reference) return `N = ${reference.cycles} cycles`;
  return `N = T times ${reference.frequency} Hz, T from the first to the last sample`;
}

const RESIDUE_TEXT = {
  half: 'ranges of the residue as half cycles (ASTM E1049-85, 5.4.4)',
  ignore: 'closed cycles only',
  full: 'ranges of the residue as whole cycles',
  repeat: 'the residue repeated (ASTM E1049-85, 5.4.5)',
} as const;

function countText({ residue, ends }: CountRule): string {
  const points = ends ? '' : ', first and last sample not as turning points';
  return `S the ranges of a four-point rainflow count without bins, ${RESIDUE_TEXT[residue]}${points}`;
}

function meanText(rule: MeanStressRule): string {
  switch (rule.rule) {
    case 'none':
      return 'no correction for mean loads';
    case 'goodman':
      return `Goodman: S/(1 - M/U) for means M > 0, U = ${rule.ultimate}`;
    case 'gerber':
      return `Gerber: S/(1 - (M/U)^2), U = ${rule.ultimate}`;
    case 'mlife':
      return `S (U - |MF|)/(U - |M|), U = ${rule.ultimate}, MF = ${rule.fixedMean ?? 'the mean of the series'}`;
  }
}

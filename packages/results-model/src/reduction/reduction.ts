import type { MeanStress } from '../fatigue/mean-stress.ts';
import type { ResidueRule } from '../fatigue/residue.ts';
import type { SnCurve, StressOptions } from '../fatigue/sn-curve.ts';
import { canonicalText } from './canonical-text.ts';

/** How cycles are counted. */
export interface CountRule {
  readonly residue: ResidueRule;
  /** Whether the first and the last sample count as turning points. */
  readonly ends: boolean;
}

/** The number of cycles that an equivalent load refers to: a frequency times the duration of the series, or a count. */
export type ReferenceCycles = { readonly frequency: number } | { readonly cycles: number };

/** Correction of ranges for their means; `fixedMean` null for the mean of the series. */
export type MeanStressRule =
  | Exclude<MeanStress, { readonly rule: 'mlife' }>
  | { readonly rule: 'mlife'; readonly ultimate: number; readonly fixedMean: number | null };

/** Damage-equivalent load: (sum n S^m / N)^(1/m), in the unit of the series. */
export interface EquivalentLoad extends CountRule {
  readonly kind: 'del';
  readonly m: number;
  readonly reference: ReferenceCycles;
  readonly meanStress: MeanStressRule;
}

/** Palmgren-Miner damage by an S-N curve: DFF sum n/N(S), of the file or per year. */
export interface Damage extends CountRule {
  readonly kind: 'damage';
  /** Part of the label: the name of the curve. */
  readonly name: string;
  readonly curve: SnCurve;
  readonly stress: StressOptions;
  readonly meanStress: MeanStressRule;
  /** Design fatigue factor. */
  readonly dff: number;
  readonly per: 'file' | 'year';
}

/** A number computed from all samples of a series, besides its statistics. */
export type Reduction =
  /** Largest magnitude, in the unit of the series. */
  | { readonly kind: 'absmax' }
  /** Integral over time by the trapezoidal rule, in the unit of the series times seconds. */
  | { readonly kind: 'integral' }
  /** Sum of the magnitudes of all changes, in the unit of the series. */
  | { readonly kind: 'travel' }
  /** Seconds from the first to the last sample. */
  | { readonly kind: 'duration' }
  /** Quantile by linear interpolation at (n - 1) q of the sorted samples. */
  | { readonly kind: 'quantile'; readonly q: number }
  | EquivalentLoad
  | Damage;

export const DEFAULT_COUNT: CountRule = { residue: 'half', ends: true };

/** Seconds of a year of 365.2422 days, as the definitions state it. */
export const SECONDS_PER_YEAR = 31_557_600;

/** A canonical text, equal exactly for equal reductions; for maps, not for people. */
export function reductionText(reduction: Reduction): string {
  const known = TEXTS.get(reduction);
  if (known !== undefined) return known;
  const text = canonicalText(reduction);
  TEXTS.set(reduction, text);
  return text;
}

/** Each series of each file asks for the texts of the same few reductions. */
const TEXTS = new WeakMap<Reduction, string>();

/** The end of a column's label: what distinguishes it from a reduction with the default definition. */
export function reductionLabel(reduction: Reduction): string {
  switch (reduction.kind) {
    case 'absmax':
    case 'duration':
    case 'integral':
    case 'travel':
      return reduction.kind;
    case 'quantile':
      return `p${numberText(reduction.q * 100)}`;
    case 'del':
      return [`del${numberText(reduction.m)}`, ...countParts(reduction), ...referenceParts(reduction)].join(
        '_',
      );
    case 'damage':
      return [
        `damage_${reduction.name}`,
        ...countParts(reduction),
        ...(reduction.per === 'year' ? ['year'] : []),
      ].join('_');
  }
}

function countParts({ residue, ends, meanStress }: EquivalentLoad | Damage): string[] {
  return [
    ...(residue === DEFAULT_COUNT.residue ? [] : [residue]),
    ...(ends ? [] : ['noends']),
    ...(meanStress.rule === 'none' ? [] : [meanStress.rule]),
  ];
}

function referenceParts({ reference }: EquivalentLoad): string[] {
  if ('cycles' in reference) return [`${numberText(reference.cycles)}cycles`];
  return reference.frequency === 1 ? [] : [`${numberText(reference.frequency)}Hz`];
}

/** Digits that a double has for certain, so that 0.07 * 100 is 7. */
function numberText(value: number): string {
  return `${Number(value.toPrecision(15))}`.replace('+', '');
}

/** Bins of a number: `centre` is the middle of one of them. */
export interface BinRule {
  readonly width: number;
  readonly centre: number;
}

/** How often the wind, or any other number, is in a bin. */
export type Climate =
  /** F(x) = 1 - exp(-(x/scale)^shape). */
  | { readonly kind: 'weibull'; readonly scale: number; readonly shape: number }
  /** A case column with the hours per year that each case stands for; files of equal values share them. */
  | { readonly kind: 'hours'; readonly column: string };

/** Operating and idling cases of the same bins: the first for the availability, the others for the rest of the time. */
export interface Availability {
  readonly share: number;
  readonly column: string;
  readonly operating: readonly string[];
  readonly idling: readonly string[];
}

export const CHARACTERISTICS = ['mean', 'upper-half', 'worst'] as const;
export type Characteristic = (typeof CHARACTERISTICS)[number];

/** A table over all inputs that have a load case. */
export type CaseTable =
  /** One row for each input: its case. */
  | { readonly kind: 'cases' }
  /** A row for each bin and number: over its files the mean, smallest, largest value and the spread. */
  | { readonly kind: 'bins'; readonly by: string; readonly bins: BinRule }
  /** A row for each case and number: over its seeds the mean, smallest, largest value and the standard deviation. */
  | { readonly kind: 'seeds'; readonly over: readonly string[] }
  /** A row for each series and end: the governing case with its file, time and the values of the other series then. */
  | {
      readonly kind: 'ultimate';
      readonly over: readonly string[];
      readonly characteristic: Characteristic;
      /** The case column with the partial safety factor; null for 1. */
      readonly factor: string | null;
    }
  /** A row for each equivalent load or damage: over the lifetime. */
  | {
      readonly kind: 'lifetime';
      readonly by: string;
      readonly bins: BinRule;
      readonly climate: Climate;
      readonly availability: Availability | null;
      /** Divides by the probability that is covered. */
      readonly normalise: boolean;
      readonly years: number;
      /** Cycles that the lifetime load refers to; null for 1 Hz over the lifetime. */
      readonly cycles: number | null;
    }
  /** A row for each series: its mean over the climate, and that times the hours of a year. */
  | {
      readonly kind: 'aep';
      readonly by: string;
      readonly bins: BinRule;
      readonly climate: Climate;
      readonly availability: Availability | null;
    };

import type { Along, Period } from '@ballast/results-model';
import type { At } from './places.ts';

/** A result variable. `unit` is empty for numbers without one. */
export interface VariableInfo {
  readonly name: string;
  readonly fullName: string;
  readonly unit: string;
}

/** One series of one object. `at` is needed if the variable depends on a position. */
export interface SeriesSpec {
  readonly object: string;
  readonly variable: string;
  readonly at?: At;
}

export interface TimeHistory {
  readonly object: string;
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** Series of one period. `times` is in seconds and as long as each series. */
export interface TimeHistories {
  readonly times: Float64Array;
  readonly series: readonly TimeHistory[];
}

/** `value` is null if the library has none. */
export interface Quantity {
  readonly value: number | null;
  readonly unit: string;
}

export interface RangeGraphOptions {
  /** The whole simulation by default. */
  readonly period?: Period;
  /** The whole line by default. */
  readonly arcLength?: Along | null;
  /** The position within the wall, for stresses. The graph itself covers the positions along the line. */
  readonly position?: At;
}

export interface Curve {
  readonly name: string;
  readonly values: Float64Array;
}

/** Curves over the arc length from end A; null for curves that this graph lacks. */
export interface RangeGraph {
  readonly unit: string;
  readonly arcLengths: Float64Array;
  readonly min: Curve | null;
  readonly max: Curve | null;
  readonly mean: Curve | null;
  readonly stdDev: Curve | null;
  readonly upper: Curve | null;
  readonly lower: Curve | null;
}

/**
 * Statistics over the samples of a period. Null for what the library does not define, such as the period of a constant.
 */
export interface SeriesStatistics {
  readonly mean: number;
  /** Divisor n. */
  readonly stdDev: number;
  readonly m0: number;
  readonly m2: number;
  readonly m4: number;
  /** Mean zero up-crossing period, s. */
  readonly tz: number | null;
  /** Mean crest period, s. */
  readonly tc: number | null;
  readonly bandwidth: number | null;
  readonly rms: number;
}

/** An extreme of one variable, and the value of the linked one at that time. */
export interface LinkedExtreme {
  /** Seconds. */
  readonly time: number;
  readonly value: number;
  readonly linked: number;
}

export interface LinkedPair {
  readonly variable: string;
  readonly linked: string;
  readonly max: LinkedExtreme;
  readonly min: LinkedExtreme;
}

export interface LinkedStatistics {
  readonly variables: readonly (VariableStatistics & { readonly unit: string })[];
  /** Every ordered pair of variables. */
  readonly pairs: readonly LinkedPair[];
}

interface VariableStatistics {
  readonly name: string;
  readonly statistics: SeriesStatistics;
}

export interface LinkedOptions {
  readonly period?: Period;
  readonly position?: At;
}

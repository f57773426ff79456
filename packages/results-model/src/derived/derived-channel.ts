import type { FilterSpec } from '../conditioning/butterworth.ts';
import type { Position } from '../series/position.ts';

/** What a definition takes its samples from: an earlier definition of that name, or else a series of the file. */
export interface ChannelSource {
  readonly object: string | null;
  readonly variable: string;
  readonly at: Position | null;
}

/** What is done with a whole series, in the order resample, detrend, filter. */
export type Conditioning =
  /** Linear interpolation at the first time and every `step` seconds from there. */
  | { readonly kind: 'resample'; readonly step: number }
  /** The mean, or the line of least squares, is subtracted. */
  | { readonly kind: 'detrend'; readonly trend: 'constant' | 'linear' }
  /** Butterworth, forward and backward. */
  | { readonly kind: 'filter'; readonly filter: FilterSpec };

/** A formula of other series, sample by sample. */
export interface FormulaChannel {
  readonly kind: 'formula';
  readonly name: string;
  readonly formula: string;
  readonly unit: string;
  /** What names in the formula stand for, if not for a definition or series of that name. */
  readonly series: readonly NamedSource[];
}

export interface NamedSource {
  readonly name: string;
  readonly source: ChannelSource;
}

/** A series that is filtered, detrended or resampled, in its own unit. */
export interface ConditionedChannel {
  readonly kind: 'conditioned';
  readonly name: string;
  readonly of: ChannelSource;
  readonly steps: readonly Conditioning[];
}

/** A series that no file has: it is computed from others. JSON-serialisable. */
export type DerivedChannel = FormulaChannel | ConditionedChannel;

/** Two components of a vector: magnitude, direction, and the components along directions `step` degrees apart. */
export interface RoseChannels {
  readonly kind: 'rose';
  readonly name: string;
  readonly x: ChannelSource;
  readonly y: ChannelSource;
  /** Degrees; 180 is a multiple of it. */
  readonly step: number;
  /** Of the magnitude and the components. */
  readonly unit: string;
}

/** One entry of a list of definitions. */
export type ChannelDefinition = DerivedChannel | RoseChannels;

/** The name of another definition that a source may be; null for a source that can only be a series of the file. */
export function definedName({ object, variable, at }: ChannelSource): string | null {
  return object === null && at === null ? variable : null;
}

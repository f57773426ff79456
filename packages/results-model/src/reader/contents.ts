import type { SeriesRequest } from '../series/series-key.ts';
import type { Completeness, FileWarning, Resolution } from './results-file.ts';

/** A channel of a file; `index` is its 0-based column, where the time column is 0. */
export interface ListedChannel {
  readonly index: number;
  readonly name: string;
  readonly unit: string;
}

/** What a variable needs besides its object: a position on a line, a support, a point, or something else. */
export type PositionNeed = 'none' | 'line' | 'support' | 'point' | 'other';

export interface ListedVariable {
  readonly name: string;
  readonly unit: string;
  readonly needs: PositionNeed;
}

/** An object of a model. `type` is the name that its program gives it: `Line`, `Vessel`. */
export interface ListedObject {
  readonly name: string;
  readonly type: string;
  readonly variables: readonly ListedVariable[];
}

/** A stage of a simulation, in seconds. */
export interface ListedStage {
  readonly stage: number;
  readonly from: number;
  readonly to: number;
}

/** What a file contains, as far as that is known without loading its samples. Times are in seconds. */
export interface FileContents {
  /** The format in words, e.g. `OpenFAST binary, FileID 4`. */
  readonly format: string;
  /** The program and version that wrote the file, if the file names them. */
  readonly writtenBy: string | null;
  readonly description: string | null;
  /** Bytes. */
  readonly size: number;
  readonly completeness: Completeness | null;
  readonly warnings: readonly FileWarning[];
  /** Null if unknown. */
  readonly samples: number | null;
  /** False if `samples` is an estimate. */
  readonly counted: boolean;
  readonly start: number | null;
  /** Mean time between samples. */
  readonly step: number | null;
  readonly end: number | null;
  readonly plannedEnd: number | null;
  /** The time column first; empty for a format of objects. */
  readonly channels: readonly ListedChannel[];
  /** Empty for a format of channels. */
  readonly objects: readonly ListedObject[];
  readonly stages: readonly ListedStage[];
}

/** The names in a file, without its samples. */
export interface NameLookup {
  /** Equal for files with equal names, in which every request has the same answer. */
  readonly signature: string;
  /** Looks up a request as the open file would. */
  resolve(request: SeriesRequest): Resolution;
  /** What the file has in the place of a request that it lacks: channels, objects, or variables of the object. */
  alternatives(request: SeriesRequest): readonly string[];
  close(): void;
}

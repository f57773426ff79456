import type { Batch } from '@ballast/config';
import type { Input } from '../batch/inputs.ts';
import type { Delivery } from '../digitalmodel/delivery-parts.ts';

export interface BatchFlags {
  readonly set: readonly string[];
  readonly out?: string;
  readonly workers?: string;
  readonly memory?: string;
  /** Where the log of an OrcaFlex simulation is while it is read. */
  readonly logging?: string;
  /** A dictionary that overrides values of a digitalmodel configuration; only for those. */
  readonly override?: string;
}

export interface LoadedBatch {
  readonly batch: Batch;
  /** Folder of the batch file, absolute: what its paths count from. */
  readonly base: string;
  /** Absolute. */
  readonly inputDirectory: string;
  /** Absolute. */
  readonly output: string;
  readonly warnings: readonly string[];
  /** Where the inputs are known already; else they are listed by the patterns of the batch. */
  readonly inputs?: readonly Input[];
  /** What is left to do once the tables are there, for a digitalmodel configuration. */
  readonly delivery?: Delivery;
}

import type { Bytes, Milliseconds } from '@ballast/resource-model';

/** What an attempt measured of itself. */
export interface AttemptMeasures {
  /** Largest resident set of the worker while it had the task; null if the system does not measure it. */
  readonly highWater: Bytes | null;
  readonly loadTime: Milliseconds;
  readonly computeTime: Milliseconds;
  /** The part of `computeTime` in which the worker was ready to run and had no core; absent if the system does not measure it. */
  readonly coreWait?: Milliseconds;
  readonly bytesRead: Bytes;
  /** How long its process took to start; absent if it had started before. */
  readonly startTime?: Milliseconds;
  /** Loaded, waiting to be let compute; absent if it did not wait. */
  readonly gateTime?: Milliseconds;
  /** The part of `loadTime` in which the load was paused for others, or had no memory for further bytes; absent if it never was. */
  readonly pausedTime?: Milliseconds;
  /** The part of `computeTime` in which the result was written; absent if it was not measured. */
  readonly writeTime?: Milliseconds;
  /** Resident set of its worker after its file was released; absent if unknown. */
  readonly kept?: Bytes;
}

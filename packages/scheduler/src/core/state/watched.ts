import type { Milliseconds } from '@ballast/resource-model';
import type { AttemptUsage } from './tasks/outcome.ts';

/** What an attempt has used, and for how long it has used nothing; from the first measurement on. */
export interface Watched {
  /** Counters of the process when the attempt began. */
  readonly before: { readonly cpuTime: number; readonly bytesRead: number };
  /** Counters of the process at the last measurement that showed progress. */
  readonly at: { readonly cpuTime: number; readonly bytesRead: number };
  readonly usage: AttemptUsage;
  /** How long it could have made progress and did not. */
  readonly idleFor: Milliseconds;
  /** Measurements in a row, up to the last one, in which somebody else had stopped its process. */
  readonly stoppedFor: number;
}

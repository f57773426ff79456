import type { Milliseconds } from '@ballast/resource-model';
import type { AttemptUsage } from './outcome.ts';

/** What an attempt has used, and since when it uses nothing; from the first measurement on. */
export interface Watched {
  /** Of the process, when the attempt began. */
  readonly before: { readonly cpuTime: number; readonly bytesRead: number };
  /** Of the process, at the last measurement that showed progress. */
  readonly at: { readonly cpuTime: number; readonly bytesRead: number };
  readonly usage: AttemptUsage;
  /** Time that it could have made progress in and did not. */
  readonly idleFor: Milliseconds;
}

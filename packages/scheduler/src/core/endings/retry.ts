import {
  type Bytes,
  bytes,
  type Fault,
  formatBytes,
  type Milliseconds,
  milliseconds,
} from '@ballast/resource-model';
import type { RetryPolicy } from '../policy/retry-policy.ts';
import { jittered } from '../state/cores/jitter.ts';
import type { Failures } from '../state/tasks/failures.ts';
import type { Outcome, RetryReason } from '../state/tasks/outcome.ts';

/** What follows an attempt that did not succeed. */
export type RetryDecision =
  | { readonly kind: 'settle'; readonly outcome: Outcome }
  | {
      readonly kind: 'retry';
      readonly reason: RetryReason;
      readonly alone: boolean;
      /** Least memory that the next attempt gets; null for what the models predict. */
      readonly floor: Bytes | null;
      /** The next attempt does not start before; null if it may start at once. */
      readonly until: Milliseconds | null;
    };

export interface Failure {
  readonly task: number;
  readonly attempt: number;
  readonly outcome: Outcome;
  /** Largest resident set seen, or the full reservation if nothing was measured. */
  readonly held: Bytes;
  /** The input had bytes when the inputs were listed. */
  readonly wasThere: boolean;
  readonly now: Milliseconds;
}

/** A task that ran out of memory gets at least this many times what it was seen to hold. */
const MORE_MEMORY = 1.5;
/** A changed file is left alone for this long, in milliseconds: whatever writes it may not be done. */
const AFTER_CHANGE = 1000;
/** Pause before an unavailable input is tried again: doubled each time, from the shortest to the longest. In milliseconds. */
const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/** Counts the failure in `failures` and decides what follows. Without a policy every task settles with its outcome. */
export function decideRetry(policy: RetryPolicy | null, failures: Failures, failure: Failure): RetryDecision {
  const settled = { kind: 'settle', outcome: failure.outcome } as const;
  if (policy === null) return settled;
  switch (failure.outcome.kind) {
    case 'worker-lost':
      return afterLoss(policy, failures, failure.outcome);
    case 'out-of-memory':
      return afterOutOfMemory(policy, failures, failure);
    case 'hung':
      failures.hung += 1;
      return failures.hung <= policy.hung ? retry('hung') : settled;
    case 'timed-out':
      failures.timedOut += 1;
      return failures.timedOut <= policy.timedOut ? retry('timed-out') : settled;
    case 'failed':
      return afterFault(policy, failures, failure);
    case 'succeeded':
    case 'seat-denied':
    case 'cancelled':
    case 'refused':
      return settled;
  }
}

type Retrying = Extract<RetryDecision, { kind: 'retry' }>;

function retry(reason: RetryReason, more: Partial<Retrying> = {}): RetryDecision {
  return { kind: 'retry', reason, alone: false, floor: null, until: null, ...more };
}

function afterLoss(
  policy: RetryPolicy,
  failures: Failures,
  outcome: Extract<Outcome, { kind: 'worker-lost' }>,
): RetryDecision {
  failures.workerLost += 1;
  const lost = failures.workerLost;
  if (lost <= policy.workerLost) return retry('worker-lost');
  if (lost <= policy.workerLost + policy.workerLostAlone) return retry('worker-lost', { alone: true });
  if (lost === 1) return { kind: 'settle', outcome };
  return { kind: 'settle', outcome: { ...outcome, retry: 'never', quarantined: true, lost } };
}

function afterOutOfMemory(
  policy: RetryPolicy,
  failures: Failures,
  { outcome, held }: Failure,
): RetryDecision {
  failures.outOfMemory += 1;
  const needed = bytes(MORE_MEMORY * held);
  if (failures.outOfMemory <= policy.outOfMemory)
    return retry('out-of-memory', { alone: true, floor: needed });
  if (failures.outOfMemory === 1) return { kind: 'settle', outcome };
  const reason = `it ran out of memory ${failures.outOfMemory} times, the last time running alone, and held ${formatBytes(held)}`;
  return { kind: 'settle', outcome: { kind: 'refused', retry: 'never', reason, needed } };
}

function afterFault(policy: RetryPolicy, failures: Failures, failure: Failure): RetryDecision {
  const { outcome, task, attempt, now } = failure;
  if (outcome.kind !== 'failed') return { kind: 'settle', outcome };
  const byCode = policy.exitCodes?.[String(outcome.fault.details?.exitCode)] ?? 0;
  if (failures.exitCode < byCode) {
    failures.exitCode += 1;
    return retry('exit-code');
  }
  const reason = faultReason(outcome.fault, failure.wasThere);
  if (reason === null) return { kind: 'settle', outcome };
  // The next batch may find the file as it should be.
  const settled = { kind: 'settle', outcome: { ...outcome, retry: 'same-demand' } } as const;
  if (reason === 'unstable-input') {
    failures.unstableInput += 1;
    if (failures.unstableInput > policy.unstableInput) return settled;
    return retry(reason, { until: milliseconds(now + AFTER_CHANGE) });
  }
  failures.unavailableSince ??= now;
  const deadline = failures.unavailableSince + policy.unavailableInput;
  if (now >= deadline) return settled;
  const pause = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** failures.unavailable);
  failures.unavailable += 1;
  // The last attempt is at the deadline itself.
  const until = Math.min(deadline, now + Math.round(jittered(pause, task, attempt)));
  return retry(reason, { until: milliseconds(until) });
}

/**
 * Why a fault may pass; null if it will not. A file that is gone but had bytes when the inputs were listed may come back; one
 * that was missing or empty from the beginning does not count.
 */
function faultReason(fault: Fault, wasThere: boolean): 'unstable-input' | 'input-unavailable' | null {
  switch (fault.class) {
    case 'input-changed':
      return 'unstable-input';
    case 'input-unavailable':
      return 'input-unavailable';
    case 'input-missing':
      return wasThere ? 'input-unavailable' : null;
    default:
      return null;
  }
}

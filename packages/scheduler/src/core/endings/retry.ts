import {
  type Bytes,
  bytes,
  type Fault,
  formatBytes,
  type Milliseconds,
  milliseconds,
} from '@ballast/resource-model';
import { jittered } from '../state/jitter.ts';
import type { Outcome, RetryReason } from '../state/outcome.ts';
import { PASSING } from './passing.ts';

/** How often a task is tried again, by what went wrong. Denied seats and memory that others needed are no failures and do not count. */
export interface RetryPolicy {
  /** After its worker was lost for no known cause: so often as before, then so often with nothing beside it. */
  readonly workerLost: number;
  readonly workerLostAlone: number;
  /** With nothing beside it and more memory. */
  readonly outOfMemory: number;
  readonly hung: number;
  readonly timedOut: number;
  /** After its file changed while it was read. */
  readonly unstableInput: number;
  /** Longest time that an input which was there and cannot be read any more is waited for. */
  readonly unavailableInput: Milliseconds;
}

/** What a task has been through; only failures that the policy may forgive. */
export interface Failures {
  workerLost: number;
  outOfMemory: number;
  hung: number;
  timedOut: number;
  unstableInput: number;
  unavailable: number;
  /** When its input could not be read for the first time; null while it could. */
  unavailableSince: Milliseconds | null;
}

export function noFailures(): Failures {
  return {
    workerLost: 0,
    outOfMemory: 0,
    hung: 0,
    timedOut: 0,
    unstableInput: 0,
    unavailable: 0,
    unavailableSince: null,
  };
}

/** What is to be done about an attempt that did not succeed. */
export type Verdict =
  | { readonly kind: 'settle'; readonly outcome: Outcome }
  | {
      readonly kind: 'again';
      readonly reason: RetryReason;
      readonly alone: boolean;
      /** The least that it is to be given; null for what the models say. */
      readonly floor: Bytes | null;
      /** Null for at once. */
      readonly until: Milliseconds | null;
    };

export interface Failure {
  readonly task: number;
  readonly attempt: number;
  readonly outcome: Outcome;
  /** Largest resident set seen, or what it was given where nothing was measured. */
  readonly held: Bytes;
  /** The input had bytes when the inputs were listed. */
  readonly wasThere: boolean;
  readonly now: Milliseconds;
}

/** A task that ran out of memory is given at least so many times what it was seen to hold. */
const MORE_MEMORY = 1.5;
/** A changed file is left alone for so long, in milliseconds: whatever writes it writes on. */
const AFTER_CHANGE = 1000;
/** Between two looks at an input that is not to be had: so long at first, twice as long each time, up to the most. */
const FIRST_LOOK = 1000;
const LAST_LOOK = 15_000;

/** Counts the failure and says what follows from it. Without a policy everything settles as it is. */
export function judge(policy: RetryPolicy | null, failures: Failures, failure: Failure): Verdict {
  const settled = { kind: 'settle', outcome: failure.outcome } as const;
  if (policy === null) return settled;
  switch (failure.outcome.kind) {
    case 'worker-lost':
      return judgeLoss(policy, failures, failure.outcome);
    case 'out-of-memory':
      return judgeMemory(policy, failures, failure);
    case 'hung':
      failures.hung += 1;
      return failures.hung <= policy.hung ? again('hung') : settled;
    case 'timed-out':
      failures.timedOut += 1;
      return failures.timedOut <= policy.timedOut ? again('timed-out') : settled;
    case 'failed':
      return judgeFault(policy, failures, failure);
    case 'succeeded':
    case 'seat-denied':
    case 'cancelled':
    case 'refused':
      return settled;
  }
}

function again(reason: RetryReason, more: Partial<Extract<Verdict, { kind: 'again' }>> = {}): Verdict {
  return { kind: 'again', reason, alone: false, floor: null, until: null, ...more };
}

function judgeLoss(
  policy: RetryPolicy,
  failures: Failures,
  outcome: Extract<Outcome, { kind: 'worker-lost' }>,
): Verdict {
  failures.workerLost += 1;
  const lost = failures.workerLost;
  if (lost <= policy.workerLost) return again('worker-lost');
  if (lost <= policy.workerLost + policy.workerLostAlone) return again('worker-lost', { alone: true });
  if (lost === 1) return { kind: 'settle', outcome };
  return { kind: 'settle', outcome: { ...outcome, retry: 'never', quarantined: true, lost } };
}

function judgeMemory(policy: RetryPolicy, failures: Failures, { outcome, held }: Failure): Verdict {
  failures.outOfMemory += 1;
  const needed = bytes(MORE_MEMORY * held);
  if (failures.outOfMemory <= policy.outOfMemory)
    return again('out-of-memory', { alone: true, floor: needed });
  if (failures.outOfMemory === 1) return { kind: 'settle', outcome };
  const reason = `it ran out of memory ${failures.outOfMemory} times, at last with nothing beside it, and held ${formatBytes(held)}`;
  return { kind: 'settle', outcome: { kind: 'refused', retry: 'never', reason, needed } };
}

function judgeFault(policy: RetryPolicy, failures: Failures, failure: Failure): Verdict {
  const { outcome, task, attempt, now } = failure;
  if (outcome.kind !== 'failed') return { kind: 'settle', outcome };
  const reason = faultReason(outcome.fault, failure.wasThere);
  if (reason === null) return { kind: 'settle', outcome };
  // Another batch may find the file as it should be.
  const settled = { kind: 'settle', outcome: { ...outcome, retry: 'same-demand' } } as const;
  if (reason === 'unstable-input') {
    failures.unstableInput += 1;
    if (failures.unstableInput > policy.unstableInput) return settled;
    return again(reason, { until: milliseconds(now + AFTER_CHANGE) });
  }
  failures.unavailableSince ??= now;
  const deadline = failures.unavailableSince + policy.unavailableInput;
  if (now >= deadline) return settled;
  const pause = Math.min(LAST_LOOK, FIRST_LOOK * 2 ** failures.unavailable);
  failures.unavailable += 1;
  // The last look is at the deadline itself.
  const until = Math.min(deadline, now + Math.round(jittered(pause, task, attempt)));
  return again(reason, { until: milliseconds(until) });
}

const CHANGED: ReadonlySet<string> = new Set(['INPUT_CHANGED', 'FILE_CHANGED']);
/**
 * Why a fault may pass; null where it will not. A file that had bytes when the inputs were listed and is gone is waited for;
 * one that was missing or empty from the beginning is not.
 */
function faultReason(
  { code, details }: Fault,
  wasThere: boolean,
): 'unstable-input' | 'input-unavailable' | null {
  if (CHANGED.has(code)) return 'unstable-input';
  if (code === 'INPUT_UNAVAILABLE') return 'input-unavailable';
  if (code === 'FILE_NOT_FOUND') return wasThere ? 'input-unavailable' : null;
  const system = details?.system;
  return typeof system === 'string' && PASSING.has(system) ? 'input-unavailable' : null;
}

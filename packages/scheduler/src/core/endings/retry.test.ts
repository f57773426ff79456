import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { RetryPolicy } from '../policy/retry-policy.ts';
import { noFailures } from '../state/tasks/failures.ts';
import type { Outcome } from '../state/tasks/outcome.ts';
import { decideRetry, type Failure, type RetryDecision } from './retry.ts';

const POLICY: RetryPolicy = {
  workerLost: 1,
  workerLostAlone: 1,
  outOfMemory: 1,
  hung: 0,
  timedOut: 1,
  unstableInput: 1,
  unavailableInput: milliseconds(60_000),
};

const END = { exitCode: 1, signal: null, stderr: [] };
const LOST: Outcome = { kind: 'worker-lost', retry: 'never', end: END };
const FAULT: Outcome = {
  kind: 'failed',
  retry: 'never',
  fault: { code: 'READ_FAILED', message: 'cannot read', class: 'input-unavailable' },
};

const failure = (outcome: Outcome, more: Partial<Failure> = {}): Failure => ({
  task: 0,
  attempt: 1,
  outcome,
  held: bytes(2 * GIB),
  wasThere: true,
  now: milliseconds(1000),
  ...more,
});

describe('the decision about a retry', () => {
  it('after a lost worker is to run among others, then alone, then to quarantine the task', () => {
    const failures = noFailures();
    const decisions = [1, 2, 3].map(() => decideRetry(POLICY, failures, failure(LOST)));
    expect(decisions).toMatchObject([
      { kind: 'retry', alone: false },
      { kind: 'retry', alone: true },
      { kind: 'settle', outcome: { quarantined: true, lost: 3 } },
    ]);
  });

  it('after memory ran out is to run alone with half as much again', () => {
    const outcome: Outcome = {
      kind: 'out-of-memory',
      retry: 'larger-demand',
      proof: '',
      highWater: bytes(0),
      end: END,
    };
    const failures = noFailures();
    expect(decideRetry(POLICY, failures, failure(outcome))).toMatchObject({ alone: true, floor: 3 * GIB });
    expect(decideRetry(POLICY, failures, failure(outcome))).toMatchObject({ outcome: { kind: 'refused' } });
  });

  it('after an exit code is to run again as often as the policy says of that code', () => {
    const ended = (exitCode: number): Failure =>
      failure({
        kind: 'failed',
        retry: 'never',
        fault: { code: 'TASK_FAILED', message: '', details: { exitCode } },
      });
    const policy = { ...POLICY, exitCodes: { '75': 2 } };
    const failures = noFailures();
    const kinds = [75, 75, 75].map((code) => decideRetry(policy, failures, ended(code)));
    expect(kinds).toMatchObject([{ reason: 'exit-code' }, { reason: 'exit-code' }, { kind: 'settle' }]);
    expect(decideRetry(policy, noFailures(), ended(1)).kind).toBe('settle');
  });

  it('is the outcome itself without a policy, and for an outcome that no retry changes', () => {
    expect(decideRetry(null, noFailures(), failure(LOST))).toEqual({ kind: 'settle', outcome: LOST });
    const cancelled: Outcome = { kind: 'cancelled', retry: 'same-demand', cause: 'Ctrl-C' };
    expect(decideRetry(POLICY, noFailures(), failure(cancelled))).toEqual({
      kind: 'settle',
      outcome: cancelled,
    });
  });

  it('about an unavailable input is to wait longer each time, and to settle at the deadline', () => {
    const failures = noFailures();
    const pauses: number[] = [];
    let now = 0;
    let decision: RetryDecision = decideRetry(POLICY, failures, failure(FAULT, { now: milliseconds(now) }));
    while (decision.kind === 'retry') {
      const until = decision.until ?? 0;
      pauses.push(until - now);
      now = until;
      decision = decideRetry(
        POLICY,
        failures,
        failure(FAULT, { now: milliseconds(now), attempt: pauses.length }),
      );
    }
    expect(now).toBe(60_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(15_000);
    expect(pauses.slice(0, 3).map((pause) => pause <= 4000)).toEqual([true, true, true]);
    expect(decision.outcome).toMatchObject({ kind: 'failed', retry: 'same-demand' });
  });
});

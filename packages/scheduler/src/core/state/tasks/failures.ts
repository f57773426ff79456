import type { Milliseconds } from '@ballast/resource-model';

/** What a task has been through: only failures after which the policy may allow a retry. */
export interface Failures {
  workerLost: number;
  outOfMemory: number;
  hung: number;
  timedOut: number;
  unstableInput: number;
  unavailable: number;
  /** Retries after an exit code that allows them. */
  exitCode: number;
  /** Kills for lack of memory that other programs had taken: no failure of the task. */
  crowdedOut: number;
  /** When its input was found unavailable for the first time; null if it never was. */
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
    exitCode: 0,
    crowdedOut: 0,
    unavailableSince: null,
  };
}

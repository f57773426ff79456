import type { Note } from '@ballast/scheduler/worker';

export interface CoresUsed {
  /** Cores that the batch declares for a task. */
  readonly threads: number;
  readonly seconds: number;
  /** Core time of its whole tree, in milliseconds. */
  readonly cpuTime: number;
}

/** A shorter task says nothing about its cores. */
const LEAST_SECONDS = 2;
/** Cores beyond those that were declared: waiting and starting take some time of their own. */
const TOLERATED = 0.5;

/** Notices tasks that use more cores than their batch declares; once in a worker, since tasks of a batch are alike. */
export function moreCores(): { notes(used: CoresUsed): readonly Note[] } {
  let isSaid = false;
  return {
    notes: ({ threads, seconds, cpuTime }) => {
      const cores = cpuTime / 1000 / seconds;
      if (isSaid || seconds < LEAST_SECONDS || cores <= threads + TOLERATED) return [];
      isSaid = true;
      const message =
        `the task used ${cores.toFixed(1)} cores on average, and ${threads} were declared: ` +
        `set task.threads (--threads) to ${Math.ceil(cores - TOLERATED)}, or limit its own threads`;
      return [{ kind: 'warning', code: 'TASK_USES_MORE_CORES', message }];
    },
  };
}

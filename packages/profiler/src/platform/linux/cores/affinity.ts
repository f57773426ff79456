import { readdirSync } from 'node:fs';
import { type Applied, OK, refused } from '../../platform.ts';
import { loadLibc } from '../abi/libc.ts';

// Threads may start meanwhile; each inherits from a thread that may or may not be bound already.
const MOST_ROUNDS = 5;

/**
 * Sets the affinity of every thread of a process. sched_setaffinity takes a thread number: called once with the process
 * number, it would leave the existing thread pool on all CPUs.
 */
export function linuxSetAffinity(pid: number, cpus: readonly number[]): Applied {
  const loading = loadLibc();
  if ('reason' in loading) return refused(loading.reason);
  const done = new Set<number>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const threads = listThreads(pid)?.filter((thread) => !done.has(thread));
    if (threads === undefined) return refused(`process ${pid} does not exist`);
    if (threads.length === 0) return OK;
    for (const thread of threads) {
      const applied = loading.libc.setThreadAffinity(thread, cpus);
      // Any thread but the first may end between the listing and the call.
      if (!applied.ok && (thread === pid || !applied.reason.endsWith('ESRCH'))) return applied;
      done.add(thread);
    }
  }
  return OK;
}

function listThreads(pid: number): number[] | undefined {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return undefined;
  }
}

import { cpus } from 'node:os';
import type { IdleMeter } from '../platform.ts';

/** As Node reports it; null if Node sees no cores, or if the system counts nothing. */
export function reportedIdleMeter(): IdleMeter {
  let before: number | null = null;
  return () => {
    const idle = cpus().reduce((sum, { times }) => sum + times.idle, 0);
    const now = idle === 0 ? null : idle;
    const since = now === null || before === null ? null : Math.max(0, now - before);
    before = now;
    return since;
  };
}

import { pressure } from '@ballast/profiler';

/** Windows begins to refuse memory near its commit limit: from this share on it counts as stalled. */
const COMMIT_LIMIT = 0.97;

/**
 * Share of the last ten seconds in which everything stood still for want of memory, of the control group where there is
 * one, else of the machine. Null where the system does not tell.
 */
export function memoryStall(): number | null {
  const { machine, cgroup, commit } = pressure();
  if (commit !== null) return commit.share > COMMIT_LIMIT ? 1 : 0;
  const full = cgroup?.memory?.full ?? machine?.memory?.full ?? null;
  return full === null ? null : full.avg10 / 100;
}

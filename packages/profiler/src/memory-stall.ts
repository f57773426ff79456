import { pressure } from './host.ts';
import { memoryInUse, memoryLimit } from './memory.ts';
import type { HostOptions } from './platform/host-platform.ts';
import type { Pressure } from './platform/platform.ts';

/** Windows starts to refuse memory near its commit limit: above this share it counts as stalled. */
const COMMIT_LIMIT = 0.97;

/** Memory is short when the part that cannot be reclaimed takes this share of a limit. */
const SHORT = 0.9;

/**
 * Share of the last ten seconds in which every busy task of the control group, or of the machine, was stalled on memory.
 * Null if the system does not report it.
 *
 * Linux also counts the refill and the eviction of page cache as stalls, which reading large files causes all the time. So a
 * stall counts only while memory is short: otherwise less concurrent work would not reduce it.
 */
export function memoryStall(options: HostOptions = {}): number | null {
  const found = pressure(options);
  if (found.commit !== null) return found.commit.share > COMMIT_LIMIT ? 1 : 0;
  const full = fullStall(found);
  if (full === null || full === 0) return full;
  return isShort(options) ? full : 0;
}

function fullStall({ cgroup, machine }: Pressure): number | null {
  const full = cgroup?.memory?.full ?? machine?.memory?.full ?? null;
  return full === null ? null : full.avg10 / 100;
}

/** Whether memory is short under any limit; assumed if the usage is unknown. */
function isShort(options: HostOptions): boolean {
  const inUse = memoryInUse(options).candidates;
  let isKnown = false;
  for (const { source, bytes: limit } of memoryLimit(options).candidates) {
    const used = inUse.find((figure) => figure.source === source)?.bytes ?? null;
    if (limit === null || used === null) continue;
    if (used >= SHORT * limit) return true;
    isKnown = true;
  }
  return !isKnown;
}

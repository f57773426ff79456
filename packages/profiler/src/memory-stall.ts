import { pressure } from './host.ts';
import { memoryInUse, memoryLimit } from './memory.ts';
import type { HostOptions } from './platform/host-platform.ts';
import type { Pressure } from './platform/platform.ts';

/** Windows begins to refuse memory near its commit limit: from this share on it counts as stalled. */
const COMMIT_LIMIT = 0.97;

/** Memory is short when what cannot be given back on demand takes this share of a limit. */
const SHORT = 0.9;

/**
 * Share of the last ten seconds in which everything stood still for want of memory, of the control group where there is
 * one, else of the machine. Null where the system does not tell.
 *
 * Linux counts as such a stall, too, that a file comes back into the page cache, or that another has to leave it, which
 * reading large files does all the time. So a stall counts only while memory is short: elsewhere less work at a time would not
 * make it less.
 */
export function memoryStall(options: HostOptions = {}): number | null {
  const told = pressure(options);
  if (told.commit !== null) return told.commit.share > COMMIT_LIMIT ? 1 : 0;
  const full = fullStall(told);
  if (full === null || full === 0) return full;
  return isShort(options) ? full : 0;
}

function fullStall({ cgroup, machine }: Pressure): number | null {
  const full = cgroup?.memory?.full ?? machine?.memory?.full ?? null;
  return full === null ? null : full.avg10 / 100;
}

/** Of any limit; where nothing is known of what is in use it is taken for short. */
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

import { totalmem } from 'node:os';
import { type Bytes, bytes } from '@ballast/resource-model';
import { type HostOptions, hostPlatform } from './platform/host-platform.ts';
import type { MemoryFigure, MemorySource } from './platform/platform.ts';

export interface MemoryLimit {
  /** The smallest limit found. */
  readonly bytes: Bytes;
  readonly source: MemorySource;
  readonly candidates: readonly MemoryFigure[];
}

export interface MemoryInUse {
  /** Memory in use under the tightest limit: that of the control group or of the machine. Null if unknown. */
  readonly bytes: Bytes | null;
  readonly source: MemorySource;
  readonly candidates: readonly MemoryFigure[];
}

/**
 * How much memory this process and its children may have together: the smallest of the control groups' limits, the limit
 * that Node reports and the installed memory (Windows: installed memory and commit limit). With `root`, only the sources
 * below it count.
 */
export function memoryLimit(options: HostOptions = {}): MemoryLimit {
  const found = hostPlatform(options).memoryLimits();
  const candidates = options.root === undefined ? [...found, nodeLimit()] : found;
  const best = smallest(candidates);
  return { bytes: best?.bytes ?? bytes(totalmem()), source: best?.source ?? 'physical', candidates };
}

/**
 * Memory that the system cannot reclaim on demand, so without page cache: anon + shmem + kernel of a control group,
 * MemTotal - MemAvailable of a machine, commit charge and physical memory in use on Windows.
 */
export function memoryInUse(options: HostOptions = {}): MemoryInUse {
  const platform = hostPlatform(options);
  const candidates = platform.memoryInUse();
  const tightest = smallest(platform.memoryLimits())?.source ?? 'physical';
  const figure = candidates.find((candidate) => candidate.source === tightest);
  return { bytes: figure?.bytes ?? null, source: tightest, candidates };
}

export interface MemoryShare {
  /** Share of each limit that may be used, above 0 and at most 1. */
  readonly share: number;
  /** Sum of the resident sets of this process and its children. */
  readonly ours: Bytes;
}

/**
 * The bytes that this process and its children may use together: the smallest, over all limits, of
 * `share x limit - (in use there - ours)`; never below 0. Resident sets count shared pages once per process, so the usage
 * of others is slightly underestimated rather than overestimated.
 */
export function memoryBudget(limit: MemoryLimit, inUse: MemoryInUse, share: MemoryShare): Bytes {
  let smallestBudget = Number.POSITIVE_INFINITY;
  for (const { source, bytes: limitBytes } of limit.candidates) {
    if (limitBytes === null) continue;
    const used = inUse.candidates.find((candidate) => candidate.source === source)?.bytes ?? null;
    const others = used === null ? 0 : Math.max(0, used - share.ours);
    smallestBudget = Math.min(smallestBudget, share.share * limitBytes - others);
  }
  if (smallestBudget === Number.POSITIVE_INFINITY) return bytes(0);
  return bytes(Math.max(0, Math.floor(smallestBudget)));
}

/** Node 20 reports "no limit" as 0, as the largest 64-bit number or as undefined. */
export function nodeLimit(reported: number | undefined = process.constrainedMemory?.()): MemoryFigure {
  const isLimit = reported !== undefined && reported > 0 && reported <= Number.MAX_SAFE_INTEGER;
  return {
    source: 'node',
    bytes: isLimit ? bytes(reported) : null,
    evidence: `process.constrainedMemory() ${reported}`,
  };
}

function smallest(candidates: readonly MemoryFigure[]): { bytes: Bytes; source: MemorySource } | null {
  let best: { bytes: Bytes; source: MemorySource } | null = null;
  for (const { bytes: value, source } of candidates) {
    if (value !== null && (best === null || value < best.bytes)) best = { bytes: value, source };
  }
  return best;
}

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
  /** What is in use where the tightest limit is measured: the control group, else the machine. Null: not known. */
  readonly bytes: Bytes | null;
  readonly source: MemorySource;
  readonly candidates: readonly MemoryFigure[];
}

/**
 * How much memory this process and its children may have together: the smallest of the control groups' limits, what
 * Node reports and the memory installed (Windows: memory installed and commit limit). With `root`, only what is found
 * below it counts.
 */
export function memoryLimit(options: HostOptions = {}): MemoryLimit {
  const found = hostPlatform(options).memoryLimits();
  const candidates = options.root === undefined ? [...found, nodeLimit()] : found;
  const best = smallest(candidates);
  return { bytes: best?.bytes ?? bytes(totalmem()), source: best?.source ?? 'physical', candidates };
}

/**
 * Memory that cannot be given back on demand, without page cache: control group anon + shmem + kernel, machine
 * MemTotal - MemAvailable, Windows commit charge and physical memory in use.
 */
export function memoryInUse(options: HostOptions = {}): MemoryInUse {
  const platform = hostPlatform(options);
  const candidates = platform.memoryInUse();
  const tightest = smallest(platform.memoryLimits())?.source ?? 'physical';
  const figure = candidates.find((candidate) => candidate.source === tightest);
  return { bytes: figure?.bytes ?? null, source: tightest, candidates };
}

export interface MemoryShare {
  /** Part of each limit that may be filled, above 0 and at most 1. */
  readonly share: number;
  /** What this process and its children hold now: the sum of their resident sets. */
  readonly ours: Bytes;
}

/**
 * The bytes this process and its children may hold together: the smallest, over all limits, of
 * `share x limit - (in use there - ours)`; never below 0. Resident sets count shared pages once per process, so
 * that what others use comes out a little low rather than too high.
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

/** Node 20 reports "no limit" as 0, as the largest 64-bit number or not at all. */
export function nodeLimit(reported: number | undefined = process.constrainedMemory?.()): MemoryFigure {
  const told = reported !== undefined && reported > 0 && reported <= Number.MAX_SAFE_INTEGER;
  return {
    source: 'node',
    bytes: told ? bytes(reported) : null,
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

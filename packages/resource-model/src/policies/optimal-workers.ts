import { type Bytes, bytes, formatBytes } from '../quantity.ts';
import { type MemoryKnobs, memoryEstimator, OPPNDA } from './memory-estimator.ts';

export interface OptimalWorkersOptions extends Partial<MemoryKnobs> {
  /** Memory of the machine in bytes; null if unknown. */
  readonly ram: number | null;
  /** M_base: bytes in use before any worker starts. Default 0. */
  readonly base?: number;
  /** Off: memory is ignored and the fallback count applies. Default true. */
  readonly safety?: boolean;
}

/** The reasons for the number; the first one binds. */
export type WorkersReason =
  | { readonly kind: 'no-files' }
  | { readonly kind: 'fallback'; readonly because: 'memory-unknown' | 'safety-off'; readonly workers: number }
  | { readonly kind: 'memory'; readonly workers: number; readonly next: Bytes; readonly budget: Bytes }
  | { readonly kind: 'file-count'; readonly files: number }
  | { readonly kind: 'maximum'; readonly workers: number }
  | { readonly kind: 'below-minimum'; readonly minimum: number }
  | { readonly kind: 'runs-alone'; readonly files: number; readonly largest: Bytes; readonly budget: Bytes };

export interface OptimalWorkers {
  /** For all files except those that run alone. */
  readonly workers: number;
  /** Positions, in the given list, of files that exceed the budget by themselves: each runs alone. */
  readonly alone: readonly number[];
  /** M(workers) of the files that do not run alone. */
  readonly estimated: Bytes;
  /** eta x RAM; null if memory is unknown or ignored. */
  readonly budget: Bytes | null;
  readonly reasons: readonly WorkersReason[];
}

/**
 * OppNDA's P_opt: the largest P with M(P) <= eta x RAM, M(P) = base + sum over the P largest (gamma x size + overhead),
 * between `minWorkers` and `maxWorkers`.
 *
 * Corrected here: base counts; an empty list needs no worker; there are never more workers than files; a file that
 * exceeds the budget runs alone instead of at least `minWorkers` at a time; memory takes precedence over the minimum,
 * and both are reported.
 */
export function optimalWorkers(sizes: readonly number[], options: OptimalWorkersOptions): OptimalWorkers {
  const { ram, base = 0, safety = true, ...some } = options;
  const knobs = { ...OPPNDA, ...some };
  const model = memoryEstimator({ ...knobs, base });
  if (sizes.length === 0) {
    return { workers: 0, alone: [], estimated: bytes(base), budget: null, reasons: [{ kind: 'no-files' }] };
  }
  if (ram === null || !safety) return fallback(sizes, model.ofBatch, { knobs, safety });

  const budget = bytes(Math.floor(knobs.eta * ram));
  const isAlone = (size: number): boolean => base + model.ofFile(size) > budget;
  const alone = sizes.flatMap((size, i) => (isAlone(size) ? [i] : []));
  const rest = sizes.filter((size) => !isAlone(size)).sort((a, b) => b - a);
  const most = Math.min(rest.length, Math.max(1, knobs.maxWorkers));
  let workers = 0;
  let estimated = base;
  let next = base;
  while (workers < most) {
    next = estimated + model.ofFile(rest[workers] ?? 0);
    if (next > budget) break;
    estimated = next;
    workers += 1;
  }
  const reasons: WorkersReason[] = [];
  if (workers < most) reasons.push({ kind: 'memory', workers, next: bytes(next), budget });
  else if (workers > 0 && workers === rest.length) reasons.push({ kind: 'file-count', files: workers });
  else if (workers > 0) reasons.push({ kind: 'maximum', workers });
  if (workers < Math.min(knobs.minWorkers, sizes.length)) {
    reasons.push({ kind: 'below-minimum', minimum: knobs.minWorkers });
  }
  if (alone.length > 0) {
    const largest = model.ofFile(alone.reduce((size, i) => Math.max(size, sizes[i] ?? 0), 0));
    reasons.push({ kind: 'runs-alone', files: alone.length, largest, budget });
  }
  return { workers: Math.max(1, workers), alone, estimated: bytes(estimated), budget, reasons };
}

function fallback(
  sizes: readonly number[],
  ofBatch: (sizes: readonly number[], workers: number) => Bytes,
  { knobs, safety }: { readonly knobs: MemoryKnobs; readonly safety: boolean },
): OptimalWorkers {
  const workers = Math.min(sizes.length, Math.max(1, knobs.fallback));
  const because = safety ? 'memory-unknown' : 'safety-off';
  return {
    workers,
    alone: [],
    estimated: ofBatch(sizes, workers),
    budget: null,
    reasons: [
      { kind: 'fallback', because, workers },
      ...(workers === sizes.length ? [{ kind: 'file-count', files: workers } as const] : []),
    ],
  };
}

/** A reason for people: one sentence without a full stop. */
export function workersReasonText(reason: WorkersReason): string {
  switch (reason.kind) {
    case 'no-files':
      return 'there are no files';
    case 'fallback':
      return reason.because === 'safety-off'
        ? `memory safety is off: the fallback of ${reason.workers} workers applies`
        : `the machine's memory is unknown: the fallback of ${reason.workers} workers applies`;
    case 'memory':
      return `${reason.workers + 1} workers could need ${formatBytes(reason.next)} of ${formatBytes(reason.budget)}`;
    case 'file-count':
      return `only ${reason.files} files can run side by side`;
    case 'maximum':
      return `at most ${reason.workers} workers are allowed`;
    case 'below-minimum':
      return `memory does not allow the minimum of ${reason.minimum} workers`;
    case 'runs-alone':
      return `${reason.files} files, the largest needing ${formatBytes(reason.largest)}, exceed the budget of ${formatBytes(reason.budget)} and run alone`;
  }
}

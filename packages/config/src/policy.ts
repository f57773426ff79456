import type { MemoryKnobs, SizeThreshold } from '@ballast/resource-model';

/** The largest number of worker processes that a batch file can request. */
export const MOST_WORKERS = 1024;

/** How the number of tasks in flight is chosen, with every default filled in. */
export type Policy =
  | { readonly kind: 'adaptive' }
  | { readonly kind: 'fixed'; readonly workers: number }
  /** Limits rise; only the last row has none. */
  | { readonly kind: 'size-table'; readonly thresholds: readonly SizeThreshold[] }
  | { readonly kind: 'oppnda'; readonly knobs: MemoryKnobs; readonly safety: boolean }
  /** `free` is in bytes. */
  | { readonly kind: 'memfree'; readonly free: number; readonly workers: number };

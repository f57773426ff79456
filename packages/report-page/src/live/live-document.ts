import type { Figures, Now, SideBySide } from '@ballast/reporting';

/** What a page that follows a batch shows. */
export interface LiveDocument {
  readonly figures: Figures;
  readonly now: Now;
  /** The output folder, as found. */
  readonly folder: string;
  /** What proves to the server that an order comes from this page; null if it takes none. */
  readonly control: string | null;
}

/** A batch in the list of batches. Times in milliseconds, `startedAt` as ISO 8601. */
export interface ListedBatch {
  readonly id: string;
  readonly folder: string;
  readonly name: string;
  readonly startedAt: string;
  readonly state: 'running' | 'complete' | 'drained' | 'cancelled' | 'unknown';
  readonly files: number;
  readonly succeeded: number;
  readonly makespan: number | null;
  /** Medians of |measured / expected - 1|. */
  readonly memoryError: number | null;
  readonly computeError: number | null;
}

/** A batch that is set beside another one. */
export interface NamedBatch {
  readonly id: string;
  readonly folder: string;
  readonly name: string;
  readonly startedAt: string;
}

/** Two batches beside each other. */
export interface ComparedBatches {
  readonly first: NamedBatch;
  readonly second: NamedBatch;
  /** Why there is nothing to compare; null if there is. */
  readonly problem: string | null;
  readonly rows: readonly SideBySide[];
}

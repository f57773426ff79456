import type { BatchFigures } from '../figures/figures.ts';
import type { FlowStory } from '../fold/flow-fold.ts';

export interface AlertParts {
  readonly figures: BatchFigures;
  readonly flow: FlowStory;
  /** Time of the last record. */
  readonly at: number;
  readonly isRunning: boolean;
  /** Null for what is not known, as of a batch that has ended. */
  readonly output: { readonly free: number; readonly written: number } | null;
  readonly silence: number | null;
}

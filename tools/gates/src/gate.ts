import type { Tree } from './tree/tree.ts';

/** One broken rule. `file` is relative to the root, with forward slashes. */
export interface Violation {
  readonly file: string;
  /** Counted from 1; absent if the violation concerns the whole file. */
  readonly line?: number;
  /** What is wrong, then what to do, on one line. */
  readonly text: string;
}

/** What a gate inspected and found. A gate that inspected nothing has failed, whatever it found. */
export interface Inspection {
  readonly inspected: number;
  /** What `inspected` counts, in the plural: `files`, `packages`. */
  readonly unit: string;
  readonly violations: readonly Violation[];
  /** Remarks that do not fail the gate. */
  readonly notes?: readonly Violation[];
}

export interface Gate {
  readonly name: string;
  readonly inspect: (tree: Tree) => Inspection | Promise<Inspection>;
}

import type { Tree } from './tree/tree.ts';

/** One thing that is not as it should be. `file` is relative to the root, with forward slashes. */
export interface Violation {
  readonly file: string;
  /** Counted from 1; absent when the whole file is meant. */
  readonly line?: number;
  /** What is wrong, then what to do, as one line. */
  readonly text: string;
}

/** What a gate saw. A gate that inspected nothing has failed, whatever else it says. */
export interface Inspection {
  readonly inspected: number;
  /** What was counted, in the plural: `files`, `packages`. */
  readonly unit: string;
  readonly violations: readonly Violation[];
  /** Things to know that do not fail the gate. */
  readonly notes?: readonly Violation[];
}

export interface Gate {
  readonly name: string;
  readonly inspect: (tree: Tree) => Inspection | Promise<Inspection>;
}

import type { RowValue } from '@ballast/config';

/** What runs for each input, with every path absolute. */
export type ResolvedRun =
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'python'; readonly executable: string; readonly module: string; readonly name: string }
  | { readonly kind: 'node'; readonly module: string; readonly name: string };

/** What all workers of a batch know; JSON-serialisable. */
export interface TaskSetup {
  readonly run: ResolvedRun;
  /** Folder in which tasks run, absolute. */
  readonly directory: string;
  /** Cores that one task uses. */
  readonly threads: number;
  /** Whether each attempt gets a folder for files. */
  readonly usesOut: boolean;
}

/** What a worker gets for one task; JSON-serialisable. */
export interface TaskOrder {
  readonly index: number;
  /** Null for a file. */
  readonly row: Readonly<Record<string, RowValue>> | null;
}

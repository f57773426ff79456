/** The head of a table. */
export interface TableHead {
  /** All different. */
  readonly columns: readonly string[];
  /** Of each column, null for one without a unit; null for a table whose columns have none. */
  readonly units: readonly (string | null)[] | null;
}

/** Receives the bytes of a file in order; must copy what it keeps. */
export type Sink = (bytes: Uint8Array) => void;

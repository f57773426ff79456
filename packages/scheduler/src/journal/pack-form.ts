import type { RawRecord } from './record.ts';

/** A value without parts. */
export type Leaf = string | number | boolean | null;
export type Node = Leaf | { readonly [key: string]: Node } | readonly Node[];
export type Path = readonly (string | number)[];

/**
 * Several records of one type in one line: what they have in common, once, and a row of the rest for each. A cell is the value
 * at the place of its column, `[]` for none. What all values of a column begin with is in the column.
 */
export interface Pack {
  readonly type: 'pack';
  readonly common: RawRecord;
  readonly columns: readonly PackColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = Leaf | readonly [];

export interface PackColumn {
  /** Where it belongs: more than one place if they always have the same value. */
  readonly at: readonly Path[];
  readonly begins?: string;
}

/** Records of one line at most: a damaged one costs them all. */
export const MOST_ROWS = 64;
/** Longest text of what records have in common, in UTF-16 code units: it is repeated for each row. */
export const LONGEST_COMMON = 8192;

export function isLeaf(value: unknown): value is Leaf {
  return value === null || typeof value !== 'object';
}

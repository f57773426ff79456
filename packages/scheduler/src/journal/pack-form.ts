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
/** Most parts inside each other. */
export const DEEPEST = 32;

/** Length of what is repeated for each row: the record that they have in common, and what columns begin with. */
export function commonLength(common: string, columns: readonly PackColumn[]): number {
  return columns.reduce((sum, { begins = '' }) => sum + begins.length, common.length);
}

/** How many parts are inside each other, one more than `DEEPEST` at most. */
export function depthOf(value: unknown, above = 0): number {
  if (isLeaf(value)) return above;
  if (above >= DEEPEST) return DEEPEST + 1;
  let deepest = above + 1;
  for (const part of Object.values(value as object)) deepest = Math.max(deepest, depthOf(part, above + 1));
  return deepest;
}

export function isLeaf(value: unknown): value is Leaf {
  return value === null || typeof value !== 'object';
}

import { isAmount } from '../json-shape.ts';

/** What is known about an attempt before its file is loaded, all in bytes. */
export interface MemoryFacts {
  /** Size of the file. */
  readonly size: number;
  /** What its reader keeps of it, by its header: a streamed file takes little more than a piece. The size by default. */
  readonly held?: number | null;
  /** What the read plan keeps: whole series, for all samples that the header promises. 0 by default. */
  readonly arrays?: number | null;
  /** What the worker held before the file was loaded. 0, a new process, by default. */
  readonly kept?: number | null;
}

/** In the order of a row. */
export const MEMORY_FACTS = ['size', 'held', 'arrays', 'kept'] as const;
export type MemoryFact = (typeof MEMORY_FACTS)[number];

/** 50 MB: the unit of the facts, and the memory below which an error counts as absolute. */
export const UNIT = 50e6;

/** A row of a fit: 1, then the facts in units; divided by `scale`, the expected size of its error in units. */
export interface FactRow {
  readonly x: readonly number[];
  readonly scale: number;
}

/** Null unless every fact is an amount. */
export function factRow({ size, held, arrays, kept }: MemoryFacts): FactRow | null {
  const [ofFile, ofPlan, before] = [held ?? size, arrays ?? 0, kept ?? 0];
  if (!isAmount(size) || !isAmount(ofFile) || !isAmount(ofPlan) || !isAmount(before)) return null;
  const x = [1, size / UNIT, ofFile / UNIT, ofPlan / UNIT, before / UNIT];
  return { x, scale: 1 + (ofFile + ofPlan) / UNIT };
}

/** The memory that the file and the plan take by the header: what proves something about other attempts. */
export function byHeader({ size, held, arrays }: MemoryFacts): number {
  return (held ?? size) + (arrays ?? 0);
}

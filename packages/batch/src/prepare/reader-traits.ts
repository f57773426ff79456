import type { ReaderName } from '@ballast/config';
import { bytes, MIB } from '@ballast/resource-model';
import type { HeaderMemory, MemoryGrowth, MemoryPrior } from '@ballast/scheduler';

/** What is known about a reader before it has read anything. */
interface ReaderTraits {
  readonly prior: MemoryPrior;
  readonly growth: MemoryGrowth;
}

export const READER_TRAITS: Readonly<Record<ReaderName, ReaderTraits>> = {
  openfast: { prior: { overhead: bytes(90 * MIB), gamma: 1.5 }, growth: 'while-loading' },
  one: { prior: { overhead: bytes(90 * MIB), gamma: 1 }, growth: 'while-loading' },
  orcaflex: { prior: { overhead: bytes(90 * MIB), gamma: 3 }, growth: 'after-loading' },
  // A process of Node, which starts everything else.
  'own-task': { prior: { overhead: bytes(60 * MIB), gamma: 1 }, growth: 'while-computing' },
};

/** For files whose reader is not known: the prior of the reader that needs most. */
export const CAUTIOUS_PRIOR: MemoryPrior = READER_TRAITS.orcaflex.prior;

/** A larger OpenFAST file is streamed in pieces. */
const OPENFAST_STREAMED = 64 * MIB;
const OPENFAST_PIECE = 4 * MIB;

/** Pieces that a report of the ONE simulator is read in. */
const REPORT_PIECE = MIB;

/** Bytes of a file that its reader keeps in memory, as far as the size shows it. */
export function heldBySize(reader: ReaderName, size: number): number {
  if (reader === 'one') return Math.min(size, REPORT_PIECE);
  return reader === 'openfast' && size > OPENFAST_STREAMED ? OPENFAST_PIECE : size;
}

/**
 * What the memory of each file depends on, in bytes: what its reader keeps of it, and what the read plan needs, converted to
 * the number of file bytes that would need as much.
 */
export function footprintsOf(reader: ReaderName, { held, arrays }: HeaderMemory): Float64Array {
  const { gamma } = READER_TRAITS[reader].prior;
  return held.map((bytes, i) => bytes + (arrays[i] ?? 0) / gamma);
}

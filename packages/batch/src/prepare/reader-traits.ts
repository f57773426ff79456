import type { ReaderName } from '@ballast/config';
import { bytes, MIB } from '@ballast/resource-model';
import type { MemoryGrowth, MemoryPrior } from '@ballast/scheduler';

/** What is known about a reader before it has read anything. */
interface ReaderTraits {
  readonly prior: MemoryPrior;
  readonly growth: MemoryGrowth;
}

export const READER_TRAITS: Readonly<Record<ReaderName, ReaderTraits>> = {
  openfast: { prior: { overhead: bytes(90 * MIB), gamma: 1.5 }, growth: 'while-loading' },
  orcaflex: { prior: { overhead: bytes(90 * MIB), gamma: 3 }, growth: 'after-loading' },
};

/** For files whose reader is not known: the prior of the reader that needs most. */
export const CAUTIOUS_PRIOR: MemoryPrior = READER_TRAITS.orcaflex.prior;

/** A larger OpenFAST file is streamed and needs no more memory. */
const OPENFAST_STREAMED = 64 * MIB;

/**
 * The part of a file's size that its memory depends on. `planned`: further bytes of memory that the read plan needs,
 * converted to the number of file bytes that would need as much.
 */
export function footprint(reader: ReaderName, size: number, planned = 0): number {
  const read = reader === 'openfast' ? Math.min(size, OPENFAST_STREAMED) : size;
  return read + planned / READER_TRAITS[reader].prior.gamma;
}

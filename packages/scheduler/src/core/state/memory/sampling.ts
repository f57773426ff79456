import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { Binding } from '../binding.ts';

/** Sums over the ticks since the last sample. */
export interface Sampling {
  /** When the first span began: samples thin out with the time since then. Null before the first tick. */
  began: Milliseconds | null;
  /** When the present span began, and the time in it that was observed. */
  since: Milliseconds;
  observed: number;
  /** The largest resident set of all workers, and the most that was reserved. */
  resident: number;
  reserved: number;
  /** Integrals over the observed time, in task-milliseconds: starting, loading, at the gate, computing, held back. */
  readonly tasks: [number, number, number, number, number];
  read: number;
  cpu: number;
  /** Milliseconds for which each resource was what kept the batch from being faster. */
  readonly bound: Map<Binding, number>;
  /** Memory that the system says is available, as last measured; null if unknown. */
  available: Bytes | null;
  /** The largest share of time in which everything stalled for lack of memory; null if unknown. */
  stall: number | null;
}

export function noSample(since: Milliseconds): Sampling {
  return {
    began: null,
    since,
    observed: 0,
    resident: 0,
    reserved: 0,
    tasks: [0, 0, 0, 0, 0],
    read: 0,
    cpu: 0,
    bound: new Map(),
    available: null,
    stall: null,
  };
}

import { type Bytes, bytes } from '../quantity.ts';

/** The parameters of OppNDA's model. */
export interface MemoryKnobs {
  /** Share of the machine's memory that may be used. */
  readonly eta: number;
  /** Bytes of memory per byte of file. */
  readonly gamma: number;
  /** Bytes that a worker needs besides its file. */
  readonly overhead: number;
  readonly minWorkers: number;
  readonly maxWorkers: number;
  /** Number of workers if memory is unknown or the safety is off. */
  readonly fallback: number;
}

/** As published: eta 0.75, gamma 3.0, overhead 50 MB, 1 to 16 workers, fallback 4. */
export const OPPNDA: MemoryKnobs = {
  eta: 0.75,
  gamma: 3,
  overhead: 50e6,
  minWorkers: 1,
  maxWorkers: 16,
  fallback: 4,
};

/** The other set of constants, from its code: 0.85, 2.5, 30 MB, 2 to 64 workers. */
export const OPPNDA_CODE: MemoryKnobs = {
  eta: 0.85,
  gamma: 2.5,
  overhead: 30e6,
  minWorkers: 2,
  maxWorkers: 64,
  fallback: 4,
};

export interface MemoryEstimator {
  /** gamma x size + overhead. */
  readonly ofFile: (size: number) => Bytes;
  /** M = base + sum over the `workers` largest of (gamma x size + overhead): the worst moment of a batch. */
  readonly ofBatch: (sizes: readonly number[], workers: number) => Bytes;
}

interface MemoryEstimatorOptions extends Partial<Pick<MemoryKnobs, 'gamma' | 'overhead'>> {
  /** M_base: bytes in use before any worker starts. Default 0. */
  readonly base?: number;
}

/** OppNDA's memory model M(t) = M_base + sum over the P largest (gamma x size + overhead). */
export function memoryEstimator(options: MemoryEstimatorOptions = {}): MemoryEstimator {
  const { base = 0, gamma = OPPNDA.gamma, overhead = OPPNDA.overhead } = options;
  const ofFile = (size: number): Bytes => bytes(gamma * size + overhead);
  return {
    ofFile,
    ofBatch(sizes, workers) {
      const largest = Float64Array.from(sizes).sort().reverse().subarray(0, Math.max(0, workers));
      return bytes(largest.reduce((sum, size) => sum + ofFile(size), base));
    },
  };
}

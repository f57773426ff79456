import { bytes, GIB, MIB, milliseconds } from '@ballast/resource-model';
import { startModels } from '@ballast/scheduler';
import { planFor } from '@ballast/simulator';
import type { PlanningCost } from './planning.ts';

/** Sizes from 1 MB to 4 GB, evenly spread over their logarithm; the multiplier mixes their order. */
function madeUpSizes(count: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, i) => 1e6 * 4000 ** (((i * 2_654_435_761) % 100_003) / 100_003),
  );
}

const files = Number(process.argv[2]);
const started = performance.now();
const sizes = madeUpSizes(files);
planFor(
  { sizes, footprints: sizes },
  {
    config: {
      capacity: {
        memory: bytes(200 * GIB),
        loadPermits: 64,
        corePermits: 64,
        seats: Number.MAX_SAFE_INTEGER,
      },
      workers: 'auto',
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'after-loading',
      nativeThreads: 1,
      timeout: null,
      killGrace: milliseconds(5000),
      models: startModels({ overhead: bytes(100 * MIB), gamma: 1.1 }),
      seatsPerTask: 0,
    },
    physicalMemory: 256 * GIB,
    startSeconds: 0.25,
  },
);
const cost: PlanningCost = {
  files,
  seconds: (performance.now() - started) / 1000,
  highWater: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(cost));

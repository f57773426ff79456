import { loadRateModel, PERMIT_GRID, scalabilityModel } from '@ballast/resource-model';
import type { Models, SchedulerConfig } from '@ballast/scheduler';
import type { SimMachine } from '../machine/sim-machine.ts';

/** Facts about the machine that are not in the scheduler's configuration. */
export interface MachineFacts {
  /** Resident set of a worker that has no file, in bytes. */
  readonly base: number;
  readonly physicalMemory: number;
  /** Seconds from starting a worker to its first message. */
  readonly startSeconds: number;
}

/** Bytes per second of one load from a storage that never binds: files already in memory. */
export const FROM_MEMORY = 2e9;
const MOST_LOADS = 64;
/** Seconds from opening a file to its first byte, and from its end to the next order. */
const BETWEEN_FILES = 0.003;
/** Share of the speed lost with every further task per core, and the slow-down of a machine that swaps. */
const OVERSUBSCRIPTION = 0.02;
const SWAP_SLOWDOWN = 5;
/** For its first file a worker has nothing compiled yet: further core time, as a share of its start. */
const FIRST_FILE = 0.1;
/** A worker releases its memory except for this: a share of a file's memory, and a maximum in bytes. */
const LEFTOVER = { share: 0.02, most: 40e6 } as const;
/** Memory that grows after loading does so within the first fifth of the computing, or as fast as memory can be filled. */
const RAMP = { share: 0.2, rate: 1.5e9 } as const;
/** With fewer observations than this, nothing can be concluded about how tasks slow each other down. */
const SCALABILITY_NEEDED = 50;

/** This machine as a model for the simulator: measured facts, and what was learned about its storage and cores. */
export function simulatedMachine(config: SchedulerConfig, facts: MachineFacts): SimMachine {
  const { capacity, models, storage, seatsPerTask } = config;
  return {
    name: 'this machine',
    storage: {
      kind: storage,
      curve: storageCurve(models) ?? [
        [1, FROM_MEMORY],
        [MOST_LOADS, MOST_LOADS * FROM_MEMORY],
      ],
      perLoad: Number.POSITIVE_INFINITY,
      latency: BETWEEN_FILES,
      seekBytes: 0,
    },
    cores: { count: capacity.corePermits, oversubscription: OVERSUBSCRIPTION, ...contention(models) },
    memory: {
      physical: Math.max(facts.physicalMemory, capacity.memory),
      budget: capacity.memory,
      oomShare: 1.1,
      swapSlowdown: SWAP_SLOWDOWN,
    },
    process: {
      base: facts.base,
      startSeconds: facts.startSeconds,
      firstFileSeconds: FIRST_FILE * facts.startSeconds,
      killSeconds: 0.05,
      leftoverShare: LEFTOVER.share,
      leftoverMost: LEFTOVER.most,
      rampShare: RAMP.share,
      rampRate: RAMP.rate,
    },
    seats: seatsPerTask === 0 ? Number.POSITIVE_INFINITY : capacity.seats,
  };
}

/** Null as long as no batch was limited by the storage. */
export function storageCurve({ loadRate }: Pick<Models, 'loadRate'>): [number, number][] | null {
  const curve = PERMIT_GRID.flatMap((loads): [number, number][] => {
    const rate = loadRateModel.rateAt(loadRate, loads);
    return rate === null || rate === 0 ? [] : [[loads, rate]];
  });
  return curve.length === 0 ? null : curve;
}

/** Bytes per second that each load got at the number of loads at which the storage was seen longest; null as above. */
export function usualLoad({ loadRate }: Pick<Models, 'loadRate'>): number | null {
  const longest = loadRate.cells.reduce((best, cell, i, all) => {
    return cell.weight > (all[best]?.weight ?? 0) ? i : best;
  }, 0);
  const loads = PERMIT_GRID[longest] ?? 1;
  const rate = loadRateModel.rateAt(loadRate, loads);
  return rate === null || rate === 0 ? null : rate / loads;
}

/**
 * The machine for bounds: its storage is as fast as it ever was, and one load alone may be that fast. What is typical is for
 * predictions.
 */
export function fastestMachine(machine: SimMachine, { loadRate }: Pick<Models, 'loadRate'>): SimMachine {
  const { curve } = machine.storage;
  const fastest = Math.max(loadRate.fastest, ...curve.map(([, rate]) => rate));
  return { ...machine, storage: { ...machine.storage, curve: [[1, fastest]], latency: 0 } };
}

/** How tasks that compute at the same time slow each other down; empty while little is known. */
function contention({ scalability }: Models): Pick<SimMachine['cores'], 'contention'> {
  const law = scalability.count < SCALABILITY_NEEDED ? null : scalabilityModel.law(scalability);
  if (law === null || law.c0 === 0) return {};
  return { contention: { sigma: law.c1 / law.c0, kappa: law.c2 / law.c0 } };
}

import { firstLoads } from '@ballast/scheduler';
import type { Findings } from './findings.ts';

/** Something that this platform or machine lacks, and what that means for a batch. */
export interface Reduction {
  readonly missing: string;
  readonly means: string;
}

type Facts = Pick<
  Findings,
  'platform' | 'cores' | 'memory' | 'numa' | 'pressure' | 'directory' | 'library' | 'sampling' | 'machine'
>;

interface Rule {
  readonly holds: (facts: Facts) => boolean;
  readonly missing: string;
  readonly means: string | ((facts: Facts) => string);
}

const RULES: readonly Rule[] = [
  {
    holds: ({ sampling }) => sampling.reason !== null,
    missing: 'the usage of other processes cannot be measured',
    means: 'memory is reserved by what files are expected to need, and nothing is learned from what they use',
  },
  {
    holds: ({ sampling }) => sampling.reason === null && !sampling.highWater,
    missing: 'the system keeps no high-water mark of a process',
    means: 'the largest sample counts, which may miss a short rise',
  },
  {
    holds: ({ memory }) => memory.inUse.bytes === null,
    missing: 'the memory in use is not known',
    means: 'the budget is taken from the limit alone; give a size with --memory if other programs run',
  },
  {
    holds: ({ memory }) => !memory.net.inForce,
    missing: 'the system cannot enforce a hard limit on the memory of all workers together',
    means:
      'only the batch itself keeps to the budget, and a worker that the system ends when memory runs out may count as lost',
  },
  {
    holds: ({ pressure: { machine, cgroup, commit } }) =>
      machine === null && cgroup === null && commit === null,
    missing: 'the system does not report memory pressure (no pressure stall information, no commit charge)',
    means: 'only the memory of the workers is watched, not how much everything else suffers',
  },
  {
    holds: ({ platform }) => platform === 'win32',
    missing: 'Windows has no signal that suspends a process',
    means: 'a load pauses between the pieces that it reads, not in the middle of a call into a library',
  },
  {
    holds: ({ platform }) => platform !== 'linux' && platform !== 'win32',
    missing: 'this system cannot tie workers to the process that started them',
    means:
      'workers end themselves half a second after Ballast was killed, and the processes that they started live on',
  },
  {
    holds: ({ numa }) => numa.length === 0,
    missing: 'the system reports no NUMA nodes',
    means: 'resources.affinity: numa has no effect',
  },
  {
    holds: ({ directory }) => directory.storage.kind === 'unknown',
    missing: 'the kind of storage is not known',
    means: ({ cores }) =>
      `the search for the number of loads starts at ${firstLoads('other', cores.usable)}, as on a solid-state disk`,
  },
  {
    holds: ({ library }) => !library.found && library.fault.code !== 'LIBRARY_REFUSED',
    missing: 'no OrcFxAPI library can be used',
    means: 'batches with reader orcaflex cannot run; reader openfast needs no library',
  },
  {
    holds: ({ machine }) => machine.missing.length > 0,
    missing: 'the system did not describe itself in time',
    means: 'the section about the machine is incomplete; batches do not use it',
  },
];

export function reductions(facts: Facts): readonly Reduction[] {
  return RULES.filter(({ holds }) => holds(facts)).map(({ missing, means }) => ({
    missing,
    means: typeof means === 'string' ? means : means(facts),
  }));
}

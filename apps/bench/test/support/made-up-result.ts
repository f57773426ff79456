import type { CaseResult, Experiment, RunRecord } from '../../src/result/experiment.ts';
import { randomFrom } from '../../src/statistics/random.ts';

export interface MadeUp {
  readonly seed?: number;
  readonly repeats?: number;
  /** Standard deviation of the logarithm of a time. */
  readonly noise?: number;
  /** Contender -> seconds, in each case. */
  readonly times: Readonly<Record<string, number>>;
  /** All times of the experiment are multiplied with it: a machine that is slower today. */
  readonly machine?: number;
  readonly machineId?: string;
  readonly cases?: readonly string[];
}

/** An experiment whose times are known but for the noise. */
export function madeUpExperiment(made: MadeUp): Experiment {
  const { seed = 1, machineId = 'here', cases = ['small orcaflex warm', 'large orcaflex cold'] } = made;
  const random = randomFrom(seed);
  return {
    type: 'bench-result',
    version: 1,
    suite: 'sweep',
    startedAt: '2031-05-06T07:08:09.000Z',
    seconds: 60,
    seed,
    machine: {
      ...{ id: machineId, cpu: 'a CPU', cores: 2, memory: 24e9, os: 'a system', storage: 'solid' },
      ...{ loadBefore: 0.1, loadAfter: 0.2 },
    },
    versions: { node: 'v20' },
    planted: {},
    cases: cases.map((name) => madeUpCase(name, made, random)),
  };
}

function madeUpCase(name: string, made: MadeUp, random: () => number): CaseResult {
  const { times, repeats = 5, noise = 0.02, machine = 1 } = made;
  const runs: RunRecord[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const [contender, seconds] of Object.entries(times)) {
      const wall = seconds * machine * Math.exp(noise * normal(random));
      runs.push(madeUpRun({ contender, repeat, wall, makespan: wall }));
    }
  }
  return {
    ...{ name, scenario: name.split(' ')[0] ?? '', reader: 'orcaflex', scale: 0.05 },
    ...{ files: 4, bytes: 4e8, largestFile: 1e8, budget: 1e9, warmUp: 'none', measure: 'makespan' },
    conditions: [{ condition: 'page cache warm', inForce: true, how: 'read' }],
    contenders: Object.keys(times).map((each) => ({ name: each, words: `words of ${each}`, missing: null })),
    runs,
  };
}

/** A whole run that took a second, but for what is given. */
export function madeUpRun(given: Partial<RunRecord>): RunRecord {
  return {
    ...{ contender: 'auto', repeat: 0, position: 0, problem: null, wall: 1, makespan: 1 },
    ...{ tasks: 4, succeeded: 4, attempts: 4, load: 0.5, compute: 0.4, write: 0.1, cpu: 1.5 },
    ...{ fetched: 0, read: 4e8, calls: 100, oomKills: null, cells: 'abc', trace: null },
    memory: {
      ...{ highWater: 5e8, highWaterOfSum: 6e8, violations: 0, secondsAbove: 0, mostAbove: 0 },
      ...{ samples: 20, mostProcesses: 3 },
    },
    ...given,
  };
}

/** Box and Muller's. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

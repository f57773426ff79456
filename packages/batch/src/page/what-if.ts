import type { Figures, Variant, WhatIf } from '@ballast/reporting';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import type { LimitPolicy } from '@ballast/scheduler';
import {
  boundsOf,
  machinePreset,
  type SimMachine,
  type SimTask,
  sampleTasks,
  simulate,
} from '@ballast/simulator';
import { type MeasuredBatch, measuredBatch } from './measured-batch.ts';

/** Files that are simulated at most, and milliseconds of processor time that all simulations may take. */
const MOST_FILES = 500;
const MOST_TIME = 3000;
/** In a batch shorter than this, in milliseconds, they may take this share of its time: who waits for it wants its tables. */
const SHORT = 30_000;
const MOST_SHARE = 0.02;
/** Time of the batch for each file that is simulated, in milliseconds. */
const TIME_OF_FILE = 100;
/** A batch that took less teaches nothing about other machines, in milliseconds. */
const SHORTEST = 2000;
/** Measurements of a batch: more would take longer and hardly change it. */
const REPORTS = 150;
/** Workers of the fixed pool that is compared. */
const FIXED = 30;

/** The batch with another machine, or another policy, in its place. */
interface Setting {
  readonly id: string;
  readonly words: string;
  readonly machine: SimMachine;
  readonly policy?: LimitPolicy;
}

/**
 * The batch on other machines, simulated with what was measured of its files; null if it was too short, or too little of it was
 * measured. `clock`: milliseconds of processor time, so that other programs change nothing; settings for which no time is left are left out. Throws if the simulator does.
 */
export function whatIfOf(figures: Figures, clock: () => number): WhatIf | null {
  const { makespan } = figures;
  const measured = makespan === null || makespan < SHORTEST ? null : measuredBatch(figures);
  if (measured === null || makespan === null) return null;
  const started = clock();
  const most = makespan < SHORT ? MOST_SHARE * makespan : MOST_TIME;
  const sample = sampleOf(measured, Math.min(MOST_FILES, Math.ceil(makespan / TIME_OF_FILE)));
  const [here, ...others] = settingsOf(measured, figures);
  if (here === undefined) return null;
  const now = variantOf(here, measured, sample);
  const variants: Variant[] = [];
  for (const setting of others) {
    // As long as the slowest so far would still end in time.
    const used = clock() - started;
    if (used + used / (1 + variants.length) > most) break;
    variants.push(variantOf(setting, measured, sample));
  }
  if (variants.length === 0) return null;
  variants.sort((a, b) => a.seconds - b.seconds);
  const found = {
    simulated: sample.tasks.length,
    of: measured.tasks.length,
    now,
    nowRatio: now.seconds / (makespan / 1000),
    variants,
  };
  return { ...found, says: saysOf(found) };
}

interface Sample {
  readonly tasks: readonly SimTask[];
  readonly stands: number;
}

function sampleOf({ tasks }: MeasuredBatch, most: number): Sample {
  const sizes = Float64Array.from(tasks, (task) => task.bytes);
  const { indices, stands } = sampleTasks(sizes, { allUpTo: most, sample: most });
  return { tasks: Array.from(indices, (i) => tasks[i]).filter((task) => task !== undefined), stands };
}

function variantOf(
  { id, words, machine, policy = { kind: 'adaptive' } }: Setting,
  measured: MeasuredBatch,
  sample: Sample,
): Variant {
  const { growth, prior, tasks } = measured;
  const bounds = boundsOf(sample.tasks, machine, growth);
  const all = sample.stands === 1 ? bounds.seconds : boundsOf(tasks, machine, growth).seconds;
  const every = measured.seconds / sample.stands / REPORTS;
  const { makespan, overBudgetSeconds, oomKills } = simulate({
    tasks: sample.tasks,
    machine,
    policy,
    prior,
    growth,
    leastShare: 1 / REPORTS,
    reportEvery: Math.max(0.1, every),
    tickEvery: Math.max(0.25, every),
  });
  return {
    id,
    words,
    seconds: bounds.seconds === 0 ? makespan : ofAll({ makespan, bound: bounds.seconds, all }),
    boundBy: bounds.largest.resource,
    secondsOverBudget: overBudgetSeconds * sample.stands,
    killed: Math.round(oomKills * sample.stands),
  };
}

/**
 * The makespan of all files by that of a sample. What it has beyond its bound is partly its beginning and its end, which come once, and
 * partly what goes on all the time: the mean (geometric) of both.
 */
function ofAll({
  makespan,
  bound,
  all,
}: {
  readonly makespan: number;
  readonly bound: number;
  readonly all: number;
}): number {
  return Math.max(all, bound) + Math.max(0, makespan - bound) * Math.sqrt(Math.max(1, all / bound));
}

function settingsOf({ machine }: MeasuredBatch, { batch }: Figures): readonly Setting[] {
  const { memory, cores, storage } = machine;
  const withMemory = (factor: number): SimMachine => ({
    ...machine,
    memory: { ...memory, physical: factor * memory.physical, budget: factor * memory.budget },
  });
  const withStorage = (name: 'nvme' | 'nas'): SimMachine => ({
    ...machine,
    storage: machinePreset(name, '8c32g').storage,
  });
  const elsewhere =
    storage.kind === 'network' || storage.kind === 'rotational'
      ? { id: 'local', words: 'files on a fast local disk', machine: withStorage('nvme') }
      : { id: 'network', words: 'files on a network share', machine: withStorage('nas') };
  return [
    { id: 'now', words: `this machine${batch.host === '' ? '' : `, ${batch.host}`}`, machine },
    {
      id: 'memory-twice',
      words: `twice the memory, ${formatBytes(2 * memory.budget)}`,
      machine: withMemory(2),
    },
    {
      id: 'memory-half',
      words: `half the memory, ${formatBytes(memory.budget / 2)}`,
      machine: withMemory(0.5),
    },
    {
      id: 'cores-twice',
      words: `twice the cores, ${2 * cores.count}`,
      machine: { ...machine, cores: { ...cores, count: 2 * cores.count } },
    },
    elsewhere,
    {
      id: 'fixed',
      words: `${FIXED} workers, whatever they need`,
      machine,
      policy: { kind: 'fixed', workers: FIXED },
    },
  ];
}

function saysOf({ simulated, of, now, nowRatio, variants }: Omit<WhatIf, 'says'>): string {
  const files =
    simulated === of
      ? `the ${of} files as they were measured`
      : `${simulated} of ${of} files as they were measured`;
  const off = Math.round(100 * Math.abs(nowRatio - 1));
  const error =
    off === 0 ? 'what the batch took' : `${off} % ${nowRatio > 1 ? 'more' : 'less'} than the batch took`;
  const [best] = variants;
  const gain = best === undefined ? 0 : 1 - best.seconds / now.seconds;
  const advice =
    best === undefined || gain < 0.02
      ? 'None of the others would have been faster.'
      : `Fastest would have been ${best.words}: ${formatDuration(1000 * best.seconds)}.`;
  return `Simulated with ${files}. For this machine the simulation comes to ${formatDuration(1000 * now.seconds)}, ${error}. ${advice}`;
}

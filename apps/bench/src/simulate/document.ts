import type { ComparedPolicy, ComparisonCell, ComparisonOptions, PublishedCase } from '@ballast/simulator';
import { paragraphs } from './markdown.ts';
import { POLICY_WORDS } from './policy-words.ts';
import {
  aimsTable,
  baselineTable,
  bindingTable,
  kindTable,
  priorTable,
  scenarioTable,
  summaryTable,
} from './tables.ts';

type Growth = ComparisonCell['growth'];

const GROWTH_WORDS: Readonly<Record<Growth, string>> = {
  'after-loading':
    'A worker takes its memory within the first fifth of its computing, like the OrcaFlex reader: the file is first read into the page cache, which the system can reclaim.',
  'while-computing': 'A task of the user’s own takes its memory at any time.',
  'while-loading': 'A worker takes its memory with the bytes that it loads, like the OpenFAST reader.',
};

export interface Compared {
  readonly options: ComparisonOptions;
  readonly cells: readonly ComparisonCell[];
  /** `adaptive` only, on batches that were not used to choose its constants; none in a quick run. */
  readonly heldOut: readonly ComparisonCell[];
  /** `adaptive` only, on batches that are hard to schedule; none in a quick run. */
  readonly hard: readonly ComparisonCell[];
  readonly baseline: readonly PublishedCase[];
}

/** The complete document; nothing in it depends on the machine or the time. */
export function documentOf({ options, cells, heldOut, hard, baseline }: Compared): string {
  const growths = options.growths.map((growth) => growthPart(growth, cells));
  return `${paragraphs(
    '# Policies compared in the simulator',
    INTRODUCTION,
    batchesOf(options),
    policiesPart(options.policies),
    ...growths,
    heldOutPart(heldOut),
    hardPart(hard),
    baselinePart(baseline),
    ASSUMPTIONS,
  )}\n`;
}

const INTRODUCTION = `This document is made by

\`\`\`sh
node apps/bench/dist/bin.js simulate
\`\`\`

Do not edit it: the same code gives the same bytes on every machine. The scheduler's own \`transition\` decides; a model of a
machine carries out its commands (see [the simulator](../packages/simulator/README.md)).`;

function batchesOf({ storages, machines, kinds, priors, seeds }: ComparisonOptions): string {
  const batches = storages.length * machines.length * kinds.length * seeds.length;
  return `${batches} batches: storage ${list(storages)}, on machines of 64 cores with 256 GB and of 8 cores with 32 GB
(the budget is 90 % of it), with ${list(kinds)} files, ${seeds.length} seeds each. The first guess of memory, before anything was
measured, is ${list(priors.map(String))} of the truth. A policy without a guess has the same result for each, and it counts as
often as the results of the others.`;
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;
}

function policiesPart(policies: readonly ComparedPolicy[]): string {
  return policies.map((policy) => `- **${policy}**: ${POLICY_WORDS[policy]}.`).join('\n');
}

function growthPart(growth: Growth, cells: readonly ComparisonCell[]): string {
  const ours = cells.filter((cell) => cell.growth === growth);
  return paragraphs(
    `## Memory ${growth}`,
    GROWTH_WORDS[growth],
    summaryTable(ours),
    aimsTable(ours),
    '### By error of the first guess',
    priorTable(ours),
    '### By batch',
    'Median makespan / clairvoyant; `o3`: three runs over the budget, `k7`: seven workers killed. `binds`: the resource of the largest lower bound, with the number of seeds if they differ.',
    scenarioTable(ours),
  );
}

function heldOutPart(cells: readonly ComparisonCell[]): string {
  const growths = [...new Set(cells.map(({ growth }) => growth))];
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  return paragraphs(
    '## Batches that were not used for tuning',
    `The scheduler's constants were chosen with the batches above. These are the same kinds of batches from other seeds
(${seeds.join(', ')}), simulated after the constants were final. They influenced one decision since: a rule to fill free cores
sooner gained nothing on them either, and was dropped.`,
    ...growths.map((growth) =>
      paragraphs(`Memory ${growth}:`, aimsTable(cells.filter((cell) => cell.growth === growth))),
    ),
  );
}

function hardPart(cells: readonly ComparisonCell[]): string {
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  return paragraphs(
    '## Hard batches',
    `Batches that are hard for another reason each (seeds ${seeds.join(', ')}): **noisymem** 40 % scatter of memory, and one file in twenty
that needs 1.8 to 3 times as much; **duty** computing that needs a core for only 45 to 85 % of its time; **straggler** one
small file that computes as long as a fifth of the others together; **blocks** four groups of equal files, each with a memory
factor of its own; **few** no more files than cores; **slowperm** a storage that only many loads together use up; **nasslow** a
share on a slow line. Ratios are to the clairvoyant schedule; _list_ is one list schedule that knows true memory and times.`,
    hardTables(cells),
  );
}

function hardTables(cells: readonly ComparisonCell[]): string {
  const growths = [...new Set(cells.map(({ growth }) => growth))];
  return paragraphs(
    ...growths.flatMap((growth) => {
      const ours = cells.filter((cell) => cell.growth === growth);
      return [`Memory ${growth}:`, bindingTable(ours), kindTable(ours)];
    }),
  );
}

/** What `--hard` prints. */
export function hardText(cells: readonly ComparisonCell[]): string {
  return `${paragraphs(hardTables(cells), 'both together:', bindingTable(cells))}\n`;
}

function baselinePart(cases: readonly PublishedCase[]): string {
  return paragraphs('## The published baseline', baselineTable(cases), BASELINE_EXPLANATION);
}

const BASELINE_EXPLANATION = `All four published makespans fit T = A + 0.189 s x workers: every **configured** worker starts before any file is
read, whether there is a file for it or not. Two or four files keep at most two or four workers busy, so the number of
workers only changes the time to start them; halving it saved 15 starts of 0.189 s, not contention. A was
fitted to the published figures, so only the differences between 30 and 15 workers are a prediction. Adaptive starts a worker
when there is a file for it, pays the same time for each start, and starts workers alongside other work if it can.`;

const ASSUMPTIONS = `## What the model omits

- **Machines and batches are made up**, from plausible figures, not measured ones: three storage curves, two machines, sizes
  and noise as in \`scenario-tasks.ts\`. Ratios of policies on the same batch mean more than seconds.
- **Storage and cores are shared fluidly and fairly.** No readahead, no queue, no page cache: every file is read from
  the storage once. Cores do not compete for memory bandwidth (the model has a law for it, which is off here); each
  further task per core costs 2 % of speed.
- **Memory** is what workers hold. Above the physical memory everything takes five times as long; at 1.1 times it the largest
  worker is killed. If a policy does not retry, killed tasks run alone at the end, so its makespan is better than in
  reality, where those files would be missing.
- **The bound** is the largest of the lower bounds of \`@ballast/resource-model\`, within the budget. Some of them do not
  apply to a policy that exceeds the budget or lets tasks share cores, so its ratio may be below 1. **Clairvoyant** is the best
  schedule that a search with perfect knowledge found, not the optimum: a ratio below 1 is possible, too.
- **Adaptive begins without history**, so the time of its probes is in its figures. Memory is sampled every 250 ms, every 50 ms
  while it may run short, and loads report every 100 ms, as in a real batch; here sampling costs nothing and is never wrong.
- **Files differ only in size** to the scheduler; true memory scatters by 15 % about size x factor, computing by 25 %, and one
  file in fifty needs 1.4 to 2.2 times the memory. No file fails, hangs or crashes; no licence seats, no timeouts.
- **oppnda and memfree** follow their published rules with the true mean times the wrong factor, and with the memory of the
  workers once a second; their own processes may behave differently.`;

/** The output of a quick run. */
export function shortText({ options, cells, baseline }: Compared): string {
  const parts = options.growths.map((growth) => {
    const ours = cells.filter((cell) => cell.growth === growth);
    return paragraphs(`memory ${growth}`, summaryTable(ours), aimsTable(ours));
  });
  return `${paragraphs(...parts, baselineTable(baseline))}\n`;
}

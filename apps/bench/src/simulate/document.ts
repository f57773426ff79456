import type { ComparedPolicy, ComparisonCell, ComparisonOptions, PublishedCase } from '@ballast/simulator';
import { paragraphs } from './markdown.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { aimsTable, baselineTable, priorTable, scenarioTable, summaryTable } from './tables.ts';

type Growth = ComparisonCell['growth'];

const GROWTH_WORDS: Readonly<Record<Growth, string>> = {
  'after-loading':
    'A worker takes its memory within the first fifth of its computing, as the OrcaFlex reader does: a file is pre-read first, which takes only what the system can take back.',
  'while-loading': 'A worker takes its memory with the bytes that it loads, as the OpenFAST reader does.',
};

export interface Compared {
  readonly options: ComparisonOptions;
  readonly cells: readonly ComparisonCell[];
  /** Adaptive alone, on batches that its constants were not chosen with; none in a quick run. */
  readonly heldOut: readonly ComparisonCell[];
  readonly baseline: readonly PublishedCase[];
}

/** The whole document; nothing in it depends on the machine or the time. */
export function documentOf({ options, cells, heldOut, baseline }: Compared): string {
  const growths = options.growths.map((growth) => growthPart(growth, cells));
  return `${paragraphs(
    '# Policies compared in the simulator',
    INTRODUCTION,
    batchesOf(options),
    policiesPart(options.policies),
    ...growths,
    heldOutPart(heldOut),
    baselinePart(baseline),
    ASSUMPTIONS,
  )}\n`;
}

const INTRODUCTION = `Made by

\`\`\`sh
node apps/bench/dist/bin.js simulate
\`\`\`

and not to be edited: the same code gives the same bytes on every machine. The scheduler's own \`transition\` decides; a
model of a machine carries out (see [the simulator](../packages/simulator/README.md)).`;

function batchesOf({ storages, machines, kinds, priors, seeds }: ComparisonOptions): string {
  const batches = storages.length * machines.length * kinds.length * seeds.length;
  return `${batches} batches: storage ${list(storages)}, on machines of 64 cores with 256 GB and of 8 cores with 32 GB
(90 % of it is the budget), of ${list(kinds)} files, ${seeds.length} seeds each. What a policy believes of
memory before it has seen anything is ${list(priors.map(String))} of the truth; a policy that believes
nothing has the same result for each, and it counts as often as the others' do.`;
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
    '### By how wrong the first belief is',
    priorTable(ours),
    '### By batch',
    'Median makespan / clairvoyant; `o3`: three runs over the budget, `k7`: seven workers killed. `binds`: of what the largest lower bound is, with the number of seeds where they differ.',
    scenarioTable(ours),
  );
}

function heldOutPart(cells: readonly ComparisonCell[]): string {
  const growths = [...new Set(cells.map(({ growth }) => growth))];
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  return paragraphs(
    '## Batches that no constant was tuned on',
    `The scheduler's constants were chosen with the batches above in view. The same kinds of batches from other seeds (${seeds.join(', ')}),
which were simulated after the constants were final. Once since they had a say: of a rule that might have filled free cores
sooner they, too, showed no gain, and it was left out:`,
    ...growths.map((growth) =>
      paragraphs(`Memory ${growth}:`, aimsTable(cells.filter((cell) => cell.growth === growth))),
    ),
  );
}

function baselinePart(cases: readonly PublishedCase[]): string {
  return paragraphs('## The published baseline', baselineTable(cases), BASELINE_EXPLANATION);
}

const BASELINE_EXPLANATION = `All four published makespans fit T = A + 0.189 s x workers: every **configured** worker is started before any file is
touched, whether there is a file for it or not. Two files, or four, keep at most two or four workers busy, so the number of
workers changes nothing but the time to start them; halving it saved 15 starts of 0.189 s, not contention. A was
fitted to the published figures, so only the differences between 30 and 15 workers are a prediction. Adaptive starts a worker
when there is a file for it and pays for a start of the same length, beside other work where it can.`;

const ASSUMPTIONS = `## What the model leaves out

- **Machines and batches are made up**, from plausible figures, not measured ones: three storage curves, two machines, sizes
  and noise as in \`scenario-tasks.ts\`. Ratios of policies on the same batch say more than seconds.
- **Storage and cores are shared fluidly and fairly.** No readahead, no queue, no page cache: every file is read from
  the storage once. Cores have no memory bandwidth to contend for (the model has a law for it, which is off here), only a
  loss of 2 % of speed with every further task per core.
- **Memory** is what workers hold. Above the physical memory everything takes five times as long; at 1.1 times it the largest
  worker is killed. What is killed under a policy that does not retry is carried out alone at the end, so its makespan
  is kinder than what would happen: in truth those files would be missing.
- **The bound** is the largest of the lower bounds of \`@ballast/resource-model\`, within the budget. A policy that takes more
  memory than the budget, or lets tasks share cores, is not held by all of them and may come out below 1. **Clairvoyant** is the best schedule that a search with
  perfect knowledge found, not the optimum: a ratio below 1 is possible too.
- **Adaptive begins without history**, so the time of its probes is in its figures. It is measured every 250 ms, every 50 ms
  while memory may run short, and hears of loads every 100 ms, as in a real batch; measuring itself costs nothing here and
  is never wrong.
- **Files differ only in size** to the scheduler; true memory scatters by 15 % about size x factor, computing by 25 %, and one
  file in fifty needs 1.4 to 2.2 times the memory. No file fails, hangs or crashes; no licence seats, no timeouts.
- **oppnda and memfree** are reproduced by their published rules and are given the true mean times the wrong factor, and
  the memory that workers hold once a second; their own processes may behave otherwise.`;

/** What a quick run prints. */
export function shortText({ options, cells, baseline }: Compared): string {
  const parts = options.growths.map((growth) => {
    const ours = cells.filter((cell) => cell.growth === growth);
    return paragraphs(`memory ${growth}`, summaryTable(ours), aimsTable(ours));
  });
  return `${paragraphs(...parts, baselineTable(baseline))}\n`;
}

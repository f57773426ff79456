import path from 'node:path';
import { cores, memoryLimit } from '@ballast/profiler';
import type { Contender } from '../contenders/contender.ts';
import type { Reach } from '../platform/page-cache.ts';
import type { CaseResult, ContenderFact, Measure, RunRecord } from '../result/experiment.ts';
import { AGAIN, REFERENCE } from '../result/names.ts';
import { generateFiles } from '../scenario/generate.ts';
import { scenarioGroups } from '../scenario/scenario.ts';
import { randomFrom, shuffled } from '../statistics/random.ts';
import { type CaseSpec, caseName } from './case-spec.ts';
import { establish } from './conditions.ts';
import { runOnce } from './run-once.ts';

/** How to make the runs of a case. */
export interface CasePlan {
  readonly spec: CaseSpec;
  readonly contenders: readonly Contender[];
  readonly repeats: number;
  readonly measure: Measure;
  /** `interleaved`: each repeat runs all contenders in a random order; `as listed`: like the published comparison. */
  readonly order: 'interleaved' | 'as listed';
  /** Whether the page cache is prepared before every run, or only before the first of each repeat. */
  readonly prepared: 'every run' | 'first of a repeat';
  /** Added to the case's name. */
  readonly suffix?: string;
}

/** Settings that all cases of an experiment share. */
export interface RunSettings {
  readonly scale: number;
  readonly mostFiles: number | null;
  readonly data: string;
  readonly reach: Reach;
  readonly seed: number;
  /** Seconds for one run. */
  readonly timeout: number;
  readonly planted: Readonly<Record<string, number>>;
  readonly tell: (line: string) => void;
}

/** Share of the available or allowed memory; the rest is for the page cache and other programs. */
const BUDGET_SHARE = 0.75;

export async function runCase(plan: CasePlan, settings: RunSettings): Promise<CaseResult> {
  const { spec } = plan;
  const { scale, data, tell } = settings;
  const name = [caseName(spec), plan.suffix ?? ''].join(' ').trim();
  tell(`${name}: files`);
  const files = generateFiles(data, {
    scenario: spec.scenario,
    reader: spec.reader,
    groups: scenarioGroups(spec.scenario, settings),
  });
  const budget = Math.floor(BUDGET_SHARE * (spec.memory ?? memoryLimit().bytes));
  const facts = plan.contenders.map((contender) => factOf(contender, spec));
  const taking = plan.contenders.filter((_, i) => facts[i]?.missing === null);
  const conditions = await establish({ spec, files: files.paths, folder: data, reach: settings.reach });
  try {
    const run = runnerOf(plan, settings, {
      conditions,
      scratch: path.join(data, 'runs'),
      place: { reader: spec.reader, files, budget, cores: cores().usable },
    });
    const warmUp = plan.order === 'interleaved' ? await warmed(taking, run) : 'none';
    const runs = await allRuns(plan, { taking, run, settings, name });
    return {
      name,
      scenario: spec.scenario,
      reader: spec.reader,
      scale,
      budget,
      warmUp,
      runs,
      files: files.paths.length,
      bytes: files.bytes,
      largestFile: files.largest,
      conditions: conditions.facts,
      measure: plan.measure,
      contenders: facts,
    };
  } finally {
    await conditions.dispose();
  }
}

function factOf(contender: Contender, { reader }: CaseSpec): ContenderFact {
  return { name: contender.name, words: contender.words, missing: contender.missing(reader) };
}

/** Runs that are plotted with memory and workers: only some, to keep results small. */
const TRACED: ReadonlySet<string> = new Set([
  ...[
    REFERENCE,
    'fixed-30',
    'fixed-15',
    'first-30',
    'first-30-open',
    'parallel-memfree',
    'python-30',
    'pool',
  ],
]);

type Run = (contender: Contender, at: { repeat: number; position: number }) => Promise<RunRecord>;
type Shared = Pick<Parameters<typeof runOnce>[0], 'conditions' | 'scratch' | 'place'>;

function runnerOf({ prepared }: CasePlan, { timeout, planted }: RunSettings, shared: Shared): Run {
  return (contender, { repeat, position }) => {
    if (prepared === 'every run' || position === 0) shared.conditions.prepareCache();
    return runOnce({
      ...shared,
      contender,
      repeat,
      position,
      timeout,
      traced: repeat === 0 && TRACED.has(contender.name),
      planted: planted[contender.name === AGAIN ? REFERENCE : contender.name] ?? 1,
    });
  };
}

/** Brings programs and libraries into the page cache; the result is discarded. */
async function warmed(taking: readonly Contender[], run: Run): Promise<string> {
  const first = taking.find(({ name }) => name === REFERENCE) ?? taking[0];
  if (first === undefined) return 'none';
  await run(first, { repeat: -1, position: 0 });
  return `one run of ${first.name} before the first repeat, which is not counted`;
}

interface RunsParts {
  readonly taking: readonly Contender[];
  readonly run: Run;
  readonly settings: RunSettings;
  readonly name: string;
}

async function allRuns(
  { repeats, order }: CasePlan,
  { taking, run, settings, name }: RunsParts,
): Promise<readonly RunRecord[]> {
  const random = randomFrom(settings.seed);
  const runs: RunRecord[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const turn = order === 'interleaved' ? shuffled(taking, random) : taking;
    for (const [position, contender] of turn.entries()) {
      const record = await run(contender, { repeat, position });
      runs.push(record);
      const outcome = record.problem ?? `${record.wall.toFixed(2)} s`;
      settings.tell(`${name}: repeat ${repeat + 1} of ${repeats}, ${contender.name}: ${outcome}`);
    }
  }
  return runs;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../report/compare-text.ts';
import { compareExperiments, hasRegressed } from '../result/compare.ts';
import type { CaseResult, Experiment } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { readExperiment } from '../result/read-experiment.ts';
import type { CasePlan } from '../run/run-case.ts';
import { runExperiment } from '../run/run-experiment.ts';
import { ROOT } from '../stand-in.ts';
import { publish } from './measure.ts';
import { contendersNamed, measuringOptions } from './options.ts';

/** The committed result to compare with. */
const KNOWN: string = path.join(ROOT, 'apps', 'bench', 'results', 'smoke.json');
/** Ratios vary between machines and with their load; a doubling still stands out. */
const MARGIN = 0.5;
const CONTROL = 'pool';

/**
 * Short enough for every change: do all contenders still give the same table within the budget, and is the ratio of
 * processor times to a plain pool as before? It hardly depends on the load of the machine. `--against none` compares no ratio.
 */
export async function smoke(args: readonly string[]): Promise<number> {
  const defaults = { suite: 'smoke', scale: '0.01', files: '8', repeats: '5', against: KNOWN };
  const options = measuringOptions(args, defaults);
  const { settings, program, repeats, against } = options;
  const contenders = options.contenders ?? contendersNamed([REFERENCE, 'fixed-2', CONTROL], program);
  const spec = {
    scenario: 'small',
    reader: 'openfast',
    cache: 'warm',
    storage: null,
    disk: null,
    memory: null,
  } as const;
  const plan: CasePlan = {
    spec,
    contenders,
    repeats,
    measure: 'cpu',
    order: 'interleaved',
    prepared: 'every run',
  };
  const experiment = await runExperiment({ suite: 'smoke', cases: [plan], settings, program });
  publish(experiment, options);
  const wrong = experiment.cases.flatMap(wrongIn);
  for (const words of wrong) process.stderr.write(`${words}\n`);
  const why = reasonAgainst(against, experiment);
  if (why !== null) {
    process.stderr.write(`${why}: ratios were not compared\n`);
    return wrong.length === 0 ? 0 : 1;
  }
  const comparison = compareExperiments(readExperiment(against ?? KNOWN), experiment, {
    seed: settings.seed,
    margin: MARGIN,
    control: CONTROL,
    ratiosOnly: true,
  });
  if (typeof comparison === 'string') {
    process.stderr.write(`${comparison}\n`);
    return 1;
  }
  process.stderr.write(compareText(comparison));
  return wrong.length === 0 && !hasRegressed(comparison) ? 0 : 1;
}

/** What is wrong however slow the machine is. */
function wrongIn({ runs }: CaseResult): readonly string[] {
  const wrong = runs.flatMap(({ contender, problem }) =>
    problem === null ? [] : [`${contender}: ${problem}`],
  );
  const digests = new Set(runs.flatMap(({ cells }) => cells ?? []));
  if (digests.size !== 1) wrong.push('the contenders did not give the same numbers');
  const violations = runs.reduce(
    (sum, { contender, memory }) => sum + (contender === REFERENCE ? (memory?.violations ?? 0) : 0),
    0,
  );
  if (violations > 0) wrong.push(`${REFERENCE} held more than the budget ${violations} times`);
  return wrong;
}

/** Why ratios cannot be compared; null if they can. */
function reasonAgainst(against: string | null, { cases }: Experiment): string | null {
  if (against === 'none') return 'no result was asked for';
  if (against === KNOWN && !existsSync(KNOWN)) return `there is no ${path.relative(ROOT, KNOWN)}`;
  const measured = cases.some(({ runs }) => runs.some(({ cpu }) => cpu !== null));
  return measured ? null : 'this system does not report processor times';
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../report/compare-text.ts';
import { compareExperiments, hasRegressed } from '../result/compare.ts';
import type { CaseResult } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { readExperiment } from '../result/read-experiment.ts';
import type { CasePlan } from '../run/run-case.ts';
import { runExperiment } from '../run/run-experiment.ts';
import { ROOT } from '../stand-in.ts';
import { publish } from './measure.ts';
import { contendersNamed, measuringOptions } from './options.ts';

/** What is committed to be compared with. */
const KNOWN: string = path.join(ROOT, 'bench', 'results', 'smoke.json');
/** Ratios of machines that other people use differ much; a doubling does not hide in that. */
const MARGIN = 0.5;
const CONTROL = 'pool';

/**
 * Short enough for every change: does everybody still give the same table, within the budget, and is the ratio to a plain pool
 * what it was? Times themselves are not looked at. `--against none` looks at no ratio.
 */
export async function smoke(args: readonly string[]): Promise<number> {
  const { against, rest } = withoutAgainst(args);
  const options = measuringOptions(rest, { suite: 'smoke', scale: '0.01', files: '8', repeats: '5' });
  const { settings, program, repeats } = options;
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
    ...{ spec, contenders, repeats, measure: 'wall' },
    ...{ order: 'interleaved', prepared: 'every run' },
  };
  const experiment = await runExperiment({ suite: 'smoke', cases: [plan], settings, program });
  publish(experiment, options);
  const wrong = experiment.cases.flatMap(wrongIn);
  for (const words of wrong) process.stderr.write(`${words}\n`);
  if (against === KNOWN && !existsSync(KNOWN)) {
    process.stderr.write('no result is kept in bench/results/smoke.json: no ratio was looked at\n');
    return wrong.length === 0 ? 0 : 1;
  }
  if (against === 'none') return wrong.length === 0 ? 0 : 1;
  const comparison = compareExperiments([readExperiment(against), experiment], {
    ...{ seed: settings.seed, margin: MARGIN, control: CONTROL, ratiosOnly: true },
  });
  if (typeof comparison === 'string') {
    process.stderr.write(`${comparison}\n`);
    return 1;
  }
  process.stderr.write(compareText(comparison));
  return wrong.length === 0 && !hasRegressed(comparison) ? 0 : 1;
}

function withoutAgainst(args: readonly string[]): { against: string; rest: readonly string[] } {
  const at = args.indexOf('--against');
  if (at < 0) return { against: KNOWN, rest: args };
  return { against: args[at + 1] ?? KNOWN, rest: args.toSpliced(at, 2) };
}

/** What must not be, however slow the machine is. */
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

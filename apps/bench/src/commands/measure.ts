import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PUBLISHED_START } from '../contenders/known.ts';
import { reportHtml } from '../report/report-html.ts';
import { reportText } from '../report/report-text.ts';
import { AS_PUBLISHED, baselineWords, PUBLISHED_PAIR } from '../result/baseline-words.ts';
import type { Experiment, Measure } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { type CaseSpec, parseCase } from '../run/case-spec.ts';
import type { CasePlan } from '../run/run-case.ts';
import { runExperiment } from '../run/run-experiment.ts';
import { contendersNamed, type MeasuringOptions, measuringOptions } from './options.ts';
import { UsageError } from './parse-options.ts';

/**
 * The cases of the three claims first. Together they cover every scenario, both readers, and each kind of condition except a
 * throttle, under which readers cannot slow each other down.
 */
const SWEEP_CASES: readonly string[] = [
  'large warm disk=300MB/2ms',
  'small warm',
  'mixed warm memory=1536MiB',
  'large warm disk=40MB/10ms/8',
  'two-large cold',
  'four-small cold',
  'medium warm',
  'bimodal warm',
  'mixed openfast warm',
];

/** `auto` against every fixed number of workers and the formulas. */
export function sweep(args: readonly string[]): Promise<number> {
  return properly(args, {
    suite: 'sweep',
    contenders: ['ours', 'sweep', 'formulas', 'columns', 'yardsticks'],
    cases: SWEEP_CASES,
    measure: 'makespan',
  });
}

/** `auto` against other tools; compares whole commands because they start in different ways. */
export function peers(args: readonly string[]): Promise<number> {
  return properly(args, {
    suite: 'peers',
    contenders: [REFERENCE, 'fixed-30', 'peers', 'columns', 'yardsticks'],
    cases: ['mixed warm', 'small openfast warm'],
    measure: 'wall',
  });
}

/** What `compare` compares with an older result: `auto` alone, repeated often, in short cases. */
export function guard(args: readonly string[]): Promise<number> {
  return properly(args, {
    suite: 'guard',
    contenders: ['ours', 'yardsticks'],
    cases: ['small warm', 'small openfast warm', 'four-small warm', 'mixed warm', 'tiny openfast warm'],
    measure: 'wall',
    repeats: '8',
  });
}

interface Suite {
  readonly suite: string;
  /** Default contenders and cases. */
  readonly contenders: readonly string[];
  readonly cases: readonly string[];
  readonly measure: Measure;
  readonly repeats?: string;
}

const PROPERLY = { order: 'interleaved', prepared: 'every run' } as const;

function properly(args: readonly string[], { suite, measure, ...defaults }: Suite): Promise<number> {
  const { repeats: most } = defaults;
  const options = measuringOptions(args, { suite, ...(most === undefined ? {} : { repeats: most }) });
  const { program, repeats } = options;
  const contenders = options.contenders ?? contendersNamed(defaults.contenders, program);
  const cases = (options.cases ?? defaults.cases).map(
    (text): CasePlan => ({ ...PROPERLY, spec: specOf(text), contenders, repeats, measure }),
  );
  return measured(suite, { options, cases });
}

/** The first is the published comparison; the others show how much two such comparisons differ. */
const TIMES_PUBLISHED = 5;

/** The published comparison of 30 and 15 workers: as it was made, and properly. */
export async function baseline(args: readonly string[]): Promise<number> {
  const options = measuringOptions(args, { suite: 'baseline' });
  const { program, repeats } = options;
  const specs = (options.cases ?? ['two-large cold', 'four-small cold']).map(specOf);
  const published = contendersNamed(PUBLISHED_PAIR, program);
  const proper =
    options.contenders ??
    contendersNamed([REFERENCE, 'fixed-30', 'fixed-15', 'first-30', 'first-15'], program);
  const cases = specs.flatMap((spec): CasePlan[] => [
    {
      spec,
      contenders: published,
      repeats: TIMES_PUBLISHED,
      measure: 'wall',
      suffix: AS_PUBLISHED,
      order: 'as listed',
      prepared: 'first of a repeat',
    },
    { ...PROPERLY, spec, contenders: proper, repeats, measure: 'wall' },
  ]);
  return measured('baseline', { options, cases });
}

function specOf(text: string): CaseSpec {
  const spec = parseCase(text);
  if (typeof spec === 'string') throw new UsageError(spec);
  return spec;
}

interface MeasuredParts {
  readonly options: MeasuringOptions;
  readonly cases: readonly CasePlan[];
}

async function measured(suite: string, { options, cases }: MeasuredParts): Promise<number> {
  const { settings, program } = options;
  settings.tell(`seed ${settings.seed}`);
  const experiment = await runExperiment({ suite, cases, settings, program });
  publish(experiment, options);
  return 0;
}

/** Writes the result and its report, and prints either the result or tables. */
export function publish(
  experiment: Experiment,
  { out, html, json }: Pick<MeasuringOptions, 'out' | 'html' | 'json'>,
): void {
  const words = explanationOf(experiment);
  const text = `${JSON.stringify(experiment)}\n`;
  for (const file of [out, html]) mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(out, text);
  writeFileSync(html, reportHtml(experiment, words));
  process.stdout.write(json ? text : reportText(experiment, words));
  process.stderr.write(`result ${out}\nreport ${html}\n`);
}

/** Paragraphs in front of the cases of a suite. */
export function explanationOf(experiment: Experiment): readonly string[] {
  return experiment.suite === 'baseline' ? baselineWords(experiment, PUBLISHED_START) : [];
}

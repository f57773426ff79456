import { writeFileSync } from 'node:fs';
import { compareText } from '../report/compare-text.ts';
import { reportHtml } from '../report/report-html.ts';
import { aimsText } from '../report/report-text.ts';
import { aimsOf } from '../result/aims.ts';
import { compareExperiments, hasRegressed } from '../result/compare.ts';
import { YARDSTICK } from '../result/names.ts';
import { readExperiment } from '../result/read-experiment.ts';
import { pooledCases } from '../result/same-case.ts';
import { explanationOf } from './measure.ts';
import { number, parseOptions, UsageError } from './parse-options.ts';

/** Seed of the bootstrap that compares results. */
const SEED = 1;

/** 0: no regression; 1: one; 2: the why the two cannot be compared. */
export function compare(args: readonly string[]): number {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      margin: { type: 'string', default: '0.05' },
      control: { type: 'string', default: YARDSTICK },
      json: { type: 'boolean', default: false },
    },
  });
  const [older, newer] = positionals;
  if (older === undefined || newer === undefined || positionals.length > 2)
    throw new UsageError('compare needs two results: OLD NEW');
  const comparison = compareExperiments(readExperiment(older), readExperiment(newer), {
    seed: SEED,
    margin: number('--margin', values.margin),
    control: values.control,
  });
  if (typeof comparison === 'string') throw new UsageError(comparison);
  process.stdout.write(values.json ? `${JSON.stringify(comparison, null, 2)}\n` : compareText(comparison));
  return hasRegressed(comparison) ? 1 : 0;
}

/** The claims over the cases of all results, with the results of one case pooled; 1 if a claim is not met. */
export function aims(args: readonly string[]): number {
  const { positionals } = parseOptions({ args: [...args], allowPositionals: true });
  if (positionals.length === 0) throw new UsageError('aims needs at least one result');
  const cases = pooledCases(positionals.flatMap((file) => readExperiment(file).cases));
  process.stdout.write(`${aimsText({ cases, seed: SEED })}\n`);
  return aimsOf(cases, SEED).every(({ met }) => met) ? 0 : 1;
}

/** The report of an existing result. */
export function report(args: readonly string[]): number {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('report needs one result');
  const experiment = readExperiment(file);
  const out = values.out ?? `${file.replace(/\.json$/, '')}.html`;
  writeFileSync(out, reportHtml(experiment, explanationOf(experiment)));
  process.stdout.write(`${out}\n`);
  return 0;
}

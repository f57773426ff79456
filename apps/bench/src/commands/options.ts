import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contender } from '../contenders/contender.ts';
import { contenderNamed, contenderNames } from '../contenders/known.ts';
import type { RunSettings } from '../run/run-case.ts';
import { BALLAST } from '../stand-in.ts';
import { number, parseOptions, UsageError, wholeNumber } from './parse-options.ts';

/** Options of all commands that measure. */
export interface MeasuringOptions {
  readonly settings: RunSettings;
  readonly repeats: number;
  readonly program: string;
  readonly out: string;
  readonly html: string;
  readonly json: boolean;
  /** Null if none were named. */
  readonly contenders: readonly Contender[] | null;
  readonly cases: readonly string[] | null;
  /** Null for a command without this option. */
  readonly against: string | null;
}

export const MEASURING_USAGE = `Options of all commands that measure:
  --scale 0.05       factor on file sizes: 1 is for 64 cores and 256 GB, 0.05 for 2 cores and 24 GB
  --files N          largest number of files in a case; they are spread evenly over the sizes
  --repeats 5        number of runs of each contender in each case
  --contenders A,B   ours, sweep, formulas, peers and yardsticks are sets; any fixed-N, first-N
  --seed S           seed of the order of runs; by default random, and printed
  --data DIR         where files are made and kept; choose the storage to be measured
  --drop everything  or files: what is dropped from the page cache for cold runs
  --timeout 900      seconds after which a run is ended
  --ballast FILE     the command to measure: the bin.js of another build
  --out FILE         the result as JSON (bench-SUITE.json); --html FILE: the report, by default next to it
  --json             print the result instead of tables
  --plant NAME=1.2   multiply recorded times, to try compare`;

const OPTIONS = {
  scale: { type: 'string' },
  files: { type: 'string' },
  repeats: { type: 'string' },
  contenders: { type: 'string' },
  case: { type: 'string', multiple: true },
  seed: { type: 'string' },
  data: { type: 'string', default: path.join(tmpdir(), 'ballast-bench-data') },
  drop: { type: 'string', default: 'everything' },
  timeout: { type: 'string', default: '900' },
  ballast: { type: 'string', default: BALLAST },
  out: { type: 'string' },
  html: { type: 'string' },
  json: { type: 'boolean', default: false },
  plant: { type: 'string', multiple: true },
  against: { type: 'string' },
} as const;

export interface Defaults {
  readonly suite: string;
  readonly scale?: string;
  readonly repeats?: string;
  readonly files?: string;
  /** Only if given, the command has the option `--against`. */
  readonly against?: string;
}

/** Faults: `UsageError`. */
export function measuringOptions(args: readonly string[], defaults: Defaults): MeasuringOptions {
  const { values } = parseOptions({ args: [...args], options: OPTIONS });
  if (defaults.against === undefined && values.against !== undefined)
    throw new UsageError(`${defaults.suite} has no option --against`);
  const {
    scale = defaults.scale ?? '0.05',
    files = defaults.files,
    repeats = defaults.repeats ?? '5',
  } = values;
  const out = values.out ?? `bench-${defaults.suite}.json`;
  if (values.drop !== 'everything' && values.drop !== 'files')
    throw new UsageError(`--drop needs everything or files, not '${values.drop}'`);
  return {
    settings: {
      scale: number('--scale', scale),
      mostFiles: files === undefined ? null : wholeNumber('--files', files),
      data: path.resolve(values.data),
      reach: values.drop,
      seed: values.seed === undefined ? drawnSeed() : wholeNumber('--seed', values.seed),
      timeout: number('--timeout', values.timeout),
      planted: Object.fromEntries((values.plant ?? []).map(plant)),
      tell: (line) => process.stderr.write(`${line}\n`),
    },
    repeats: wholeNumber('--repeats', repeats),
    program: path.resolve(values.ballast),
    out,
    html: values.html ?? `${out.replace(/\.json$/, '')}.html`,
    json: values.json,
    contenders:
      values.contenders === undefined
        ? null
        : contendersNamed(values.contenders.split(','), path.resolve(values.ballast)),
    cases: values.case ?? null,
    against: values.against ?? defaults.against ?? null,
  };
}

export function contendersNamed(names: readonly string[], program: string): readonly Contender[] {
  return contenderNames(names).map((name) => {
    const contender = contenderNamed(name, program);
    if (contender === null) throw new UsageError(`there is no contender '${name}'`);
    return contender;
  });
}

function drawnSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

function plant(text: string): [name: string, factor: number] {
  const [name = '', factor = ''] = text.split('=');
  return [name, number('--plant', factor)];
}

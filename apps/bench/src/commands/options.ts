import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import type { Contender } from '../contenders/contender.ts';
import { contenderNamed, contenderNames } from '../contenders/known.ts';
import type { RunSettings } from '../run/run-case.ts';
import { BALLAST } from '../stand-in.ts';

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** Options of everything that measures. */
export interface MeasuringOptions {
  readonly settings: RunSettings;
  readonly repeats: number;
  readonly program: string;
  readonly out: string;
  readonly html: string;
  readonly json: boolean;
  /** Null where none were named. */
  readonly contenders: readonly Contender[] | null;
  readonly cases: readonly string[] | null;
}

export const MEASURING_USAGE = `Options of all that measure:
  --scale 0.05       factor on the sizes of files: 1 for 64 cores and 256 GB, 0.05 for 2 cores and 24 GB
  --files N          at most so many files a case, spread evenly over the sizes
  --repeats 5        how often each contender runs in each case
  --contenders A,B   ours, sweep, formulas, peers, yardsticks stand for several; any fixed-N, first-N
  --seed S           of the order of the runs; drawn, and told, when absent
  --data DIR         where files are made and kept for the next time: on the storage that is to be measured
  --drop everything  or files: what is dropped from the page cache for cold runs
  --timeout 900      seconds after which a run is ended
  --ballast FILE     the command to be measured: another build's bin.js
  --out FILE         the result, JSON (bench-SUITE.json); --html FILE the report (beside it)
  --json             prints the result instead of tables
  --plant NAME=1.2   multiplies recorded times, to try compare out`;

const OPTIONS = {
  scale: { type: 'string', default: '0.05' },
  files: { type: 'string' },
  repeats: { type: 'string', default: '5' },
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
} as const satisfies ParseArgsConfig['options'];

export interface Defaults {
  readonly suite: string;
  readonly scale?: string;
  readonly repeats?: string;
  readonly files?: string;
}

/** Faults: `UsageError`. */
export function measuringOptions(args: readonly string[], defaults: Defaults): MeasuringOptions {
  const { values } = usage(() => parseArgs({ args: withDefaults(args, defaults), options: OPTIONS }));
  const out = values.out ?? `bench-${defaults.suite}.json`;
  if (values.drop !== 'everything' && values.drop !== 'files')
    throw new UsageError(`--drop needs everything or files, not '${values.drop}'`);
  return {
    settings: {
      scale: number('--scale', values.scale),
      mostFiles: values.files === undefined ? null : wholeNumber('--files', values.files),
      data: path.resolve(values.data),
      reach: values.drop,
      seed: values.seed === undefined ? drawnSeed() : wholeNumber('--seed', values.seed),
      timeout: number('--timeout', values.timeout),
      planted: Object.fromEntries((values.plant ?? []).map(plant)),
      tell: (line) => process.stderr.write(`${line}\n`),
    },
    repeats: wholeNumber('--repeats', values.repeats),
    program: path.resolve(values.ballast),
    out,
    html: values.html ?? `${out.replace(/\.json$/, '')}.html`,
    json: values.json,
    contenders:
      values.contenders === undefined
        ? null
        : contendersNamed(values.contenders.split(','), path.resolve(values.ballast)),
    cases: values.case ?? null,
  };
}

/** What the command line says comes later and so wins. */
function withDefaults(args: readonly string[], { scale, repeats, files }: Defaults): string[] {
  const given = { scale, repeats, files };
  return [
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...args,
  ];
}

export function contendersNamed(names: readonly string[], program: string): readonly Contender[] {
  return contenderNames(names).map((name) => {
    const contender = contenderNamed(name, program);
    if (contender === null) throw new UsageError(`nobody is called '${name}'`);
    return contender;
  });
}

/** What `parseArgs` throws, as a usage error. */
export function usage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function drawnSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

function plant(text: string): [name: string, factor: number] {
  const [name = '', factor = ''] = text.split('=');
  return [name, number('--plant', factor)];
}

export function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${name} needs a number above 0, not '${text}'`);
}

function wholeNumber(name: string, text: string): number {
  const value = number(name, text);
  if (Number.isSafeInteger(value)) return value;
  throw new UsageError(`${name} needs a whole number, not '${text}'`);
}

#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { build, structs } from './build.ts';
import { FAULTS, type FaultKind } from './file-plan.ts';
import { type GenerateOptions, generate } from './generate.ts';
import { parseSize } from './sizes.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `usage:
  orcfxapi-standin build [--out FILE] [--cc CC] [--force]
  orcfxapi-standin generate --out DIR [--files N] [--min SIZE] [--max SIZE] [--seed S] [--prefix P] [--float32]
      [--memory-factor F] [--fault KIND] [--fault-argument MS] [--compute-passes K] [--samples N]
  orcfxapi-standin structs [--cc CC]
faults: ${FAULTS.join(', ')}
`;

function main(args: readonly string[]): void {
  const [command, ...rest] = args;
  switch (command) {
    case 'build':
      return runBuild(rest);
    case 'generate':
      return runGenerate(rest);
    case 'structs':
      return runStructs(rest);
    case '--help':
      return print(USAGE.trimEnd());
    default:
      throw new UsageError(USAGE.trimEnd());
  }
}

function runBuild(args: string[]): void {
  const options = { out: { type: 'string' }, cc: { type: 'string' }, force: { type: 'boolean' } } as const;
  const { values } = parse(() => parseArgs({ args, options }));
  print(JSON.stringify(build({ out: values.out, cc: values.cc, force: values.force ?? false })));
}

function runStructs(args: string[]): void {
  const { values } = parse(() => parseArgs({ args, options: { cc: { type: 'string' } } }));
  print(JSON.stringify(structs(values.cc)));
}

function runGenerate(args: string[]): void {
  const options = {
    out: { type: 'string' },
    files: { type: 'string', default: '6' },
    min: { type: 'string', default: '1MB' },
    max: { type: 'string' },
    seed: { type: 'string', default: '1' },
    prefix: { type: 'string', default: 'fsts' },
    float32: { type: 'boolean', default: false },
    'memory-factor': { type: 'string', default: '1' },
    fault: { type: 'string', default: 'none' },
    'fault-argument': { type: 'string', default: '0' },
    'compute-passes': { type: 'string', default: '1' },
    samples: { type: 'string' },
  } as const;
  const { values } = parse(() => parseArgs({ args, options }));
  if (values.out === undefined) throw new UsageError('generate needs --out DIR.');
  const min = parseSize(values.min);
  const request: GenerateOptions = {
    out: values.out,
    files: wholeNumber('--files', values.files, 1),
    min,
    max: values.max === undefined ? min : parseSize(values.max),
    seed: wholeNumber('--seed', values.seed, 0),
    prefix: values.prefix,
    float32: values.float32,
    memoryFactor: number('--memory-factor', values['memory-factor']),
    fault: faultKind(values.fault),
    faultArgument: number('--fault-argument', values['fault-argument']),
    computePasses: wholeNumber('--compute-passes', values['compute-passes'], 0),
    samples: values.samples === undefined ? undefined : wholeNumber('--samples', values.samples, 1),
  };
  for (const file of generate(request)) print(JSON.stringify(file));
}

function parse<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE.trimEnd()}`);
  }
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new UsageError(`${name} needs a number that is not negative, not '${text}'.`);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = number(name, text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${name} needs a whole number of at least ${least}, not '${text}'.`);
}

function faultKind(text: string): FaultKind {
  const found = FAULTS.find((kind) => kind === text);
  if (found !== undefined) return found;
  throw new UsageError(`--fault needs one of ${FAULTS.join(', ')}, not '${text}'.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}

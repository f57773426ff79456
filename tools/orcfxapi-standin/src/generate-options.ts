import { parseArgs } from 'node:util';
import { FAULTS, type FileType } from './file-plan.ts';
import type { GenerateOptions } from './generate.ts';
import { parseSize } from './sizes.ts';
import { UsageError } from './usage-error.ts';

export const GENERATE_USAGE: string = `  orcfxapi-standin generate --out DIR [--files N] [--min SIZE] [--max SIZE] [--seed S] [--prefix P] [--float32]
      [--memory-factor F] [--fault KIND] [--fault-argument A] [--compute-passes K] [--samples N] [--simulated F]
      [--rich] [--lines N] [--not-logged NAME]... [--static-state | --data-only] [--file-version V]
      [--restart-parent NAME] [--switch KEY=VALUE]...
      faults: ${FAULTS.join(', ')}`;

const OPTIONS = {
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
  simulated: { type: 'string' },
  rich: { type: 'boolean', default: false },
  lines: { type: 'string', default: '2' },
  'not-logged': { type: 'string', multiple: true },
  'static-state': { type: 'boolean', default: false },
  'data-only': { type: 'boolean', default: false },
  'file-version': { type: 'string', default: '11.3c' },
  'restart-parent': { type: 'string' },
  switch: { type: 'string', multiple: true },
} as const;

/** Throws `UsageError` for invalid options. */
export function generateOptions(args: string[]): GenerateOptions {
  const { values } = parsed(() => parseArgs({ args, options: OPTIONS }));
  if (values.out === undefined) throw new UsageError('generate needs --out DIR');
  const min = parseSize(values.min);
  return {
    out: values.out,
    files: wholeNumber('--files', values.files, 1),
    min,
    max: values.max === undefined ? min : parseSize(values.max),
    seed: wholeNumber('--seed', values.seed, 0),
    prefix: values.prefix,
    float32: values.float32,
    memoryFactor: number('--memory-factor', values['memory-factor']),
    fault: oneOf('--fault', FAULTS, values.fault),
    faultArgument: number('--fault-argument', values['fault-argument']),
    computePasses: wholeNumber('--compute-passes', values['compute-passes'], 0),
    samples: values.samples === undefined ? undefined : wholeNumber('--samples', values.samples, 1),
    simulated: values.simulated === undefined ? undefined : fraction('--simulated', values.simulated),
    rich: values.rich,
    lines: wholeNumber('--lines', values.lines, 1),
    notLogged: values['not-logged'] ?? [],
    type: fileType(values['static-state'], values['data-only']),
    version: version(values['file-version']),
    switches: switches(values.switch ?? [], values['restart-parent']),
  };
}

/** Turns an error of the argument parser into a usage error. */
export function parsed<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${GENERATE_USAGE}`);
  }
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new UsageError(`${name} needs a number that is not negative, not '${text}'`);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = number(name, text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${name} needs a whole number of at least ${least}, not '${text}'`);
}

function fraction(name: string, text: string): number {
  const value = number(name, text);
  if (value > 0 && value < 1) return value;
  throw new UsageError(`${name} needs a number between 0 and 1, not '${text}'`);
}

function oneOf<T extends string>(name: string, known: readonly T[], text: string): T {
  const found = known.find((kind) => kind === text);
  if (found !== undefined) return found;
  throw new UsageError(`${name} needs one of ${known.join(', ')}, not '${text}'`);
}

function fileType(staticState: boolean, dataOnly: boolean): FileType {
  if (staticState && dataOnly) throw new UsageError('--static-state and --data-only exclude each other');
  if (staticState) return 'static-state';
  return dataOnly ? 'data' : 'simulation';
}

function version(text: string): string {
  if (/^\d{1,4}\.[\w.]{1,20}$/.test(text)) return text;
  throw new UsageError(`--file-version needs a version like 11.3c, not '${text}'`);
}

function switches(texts: readonly string[], restartParent: string | undefined): Record<string, string> {
  const entries = texts.map((text): [string, string] => {
    const [, key, value] = /^([a-z][a-z-]*)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
    if (key !== undefined && value !== undefined) return [key, value];
    throw new UsageError(`--switch needs KEY=NUMBER, not '${text}'`);
  });
  if (restartParent !== undefined) entries.push(['restart-parent', restartParent]);
  return Object.fromEntries(entries);
}

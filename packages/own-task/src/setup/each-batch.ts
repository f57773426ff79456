import { FaultError } from '@ballast/resource-model';
import { taskInputs } from './task-inputs.ts';

/** A batch of tasks without a batch file, as its options were written. */
export interface EachWanted {
  /** Files, folders and patterns. */
  readonly patterns: readonly string[];
  /** Program and arguments; empty if a function is called. */
  readonly command: readonly string[];
  /** By which machines of a fleet allow it. */
  readonly name?: string;
  readonly python?: string;
  readonly pythonExecutable?: string;
  readonly node?: string;
  /** Path of a CSV file; null unless tasks are its rows. */
  readonly rows: string | null;
  /** Null unless tasks are lines. */
  readonly lines: readonly string[] | null;
  readonly collect?: string;
  readonly threads?: string;
  readonly sharedMemory?: string;
  readonly feature: readonly string[];
  readonly depends: readonly string[];
  readonly tokens: readonly string[];
  readonly needs: readonly string[];
  readonly timeout?: string;
  readonly retry: readonly string[];
  readonly showEnvironment: readonly string[];
  readonly format: 'csv' | 'xlsx' | 'parquet';
}

/** The batch that the options stand for. Faults: TASK_MISSING, TASK_INPUTS_UNCLEAR, OPTION_PAIR_INVALID. */
export function eachBatch(wanted: EachWanted): Readonly<Record<string, unknown>> {
  const tokens = pairs(wanted.tokens, '--tokens');
  return {
    version: 1,
    batch: 'each',
    task: taskOf(wanted),
    ...inputsOf(wanted),
    ...(Object.keys(tokens).length === 0 ? {} : { resources: { tokens: numbers(tokens) } }),
    ...(wanted.format === 'csv' ? {} : { formats: [wanted.format] }),
  };
}

function taskOf(wanted: EachWanted): Readonly<Record<string, unknown>> {
  const { command, python, node, threads, sharedMemory } = wanted;
  const { name, pythonExecutable, collect, timeout } = wanted;
  if (command.length === 0 && python === undefined && node === undefined) throw noTask();
  const rows = wanted.rows ?? wanted.lines?.map((line) => ({ line })) ?? null;
  return {
    ...(command.length === 0 ? {} : { command: [...command] }),
    ...given({ name, python, node, pythonExecutable, collect, timeout }),
    ...(threads === undefined ? {} : { threads: number(threads) }),
    ...(sharedMemory === undefined ? {} : { shared: { memory: sharedMemory } }),
    ...(rows === null ? {} : { rows }),
    features: pairs(wanted.feature, '--feature'),
    depends: [...wanted.depends],
    needs: numbers(pairs(wanted.needs, '--needs')),
    retries: numbers(pairs(wanted.retry, '--retry')),
    environment: [...wanted.showEnvironment],
  };
}

function inputsOf({ patterns, rows, lines }: EachWanted): Readonly<Record<string, unknown>> {
  const kinds = [patterns.length > 0, rows !== null, lines !== null].filter(Boolean).length;
  if (kinds === 1) return patterns.length === 0 ? {} : { inputs: taskInputs(patterns) };
  throw new FaultError({
    code: 'TASK_INPUTS_UNCLEAR',
    message: `expected files, --inputs or --lines, found ${kinds === 0 ? 'none of them' : 'more than one of them'}`,
    hint: "for example: ballast each 'sims/*.outb' --out res -- python3 proc.py {}",
  });
}

function noTask(): FaultError {
  return new FaultError({
    code: 'TASK_MISSING',
    message: 'expected a command behind --, or --python or --node with a function, found none',
    hint: "for example: ballast each 'sims/*.outb' --out res -- python3 proc.py {}",
  });
}

function given(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}

function pairs(written: readonly string[], option: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    written.map((one) => {
      const at = one.indexOf('=');
      if (at > 0 && at < one.length - 1) return [one.slice(0, at), one.slice(at + 1)] as const;
      throw new FaultError({
        code: 'OPTION_PAIR_INVALID',
        message: `expected a name and a value with = between them behind ${option}, found ${one}`,
        hint: 'for example --tokens matlab=3',
      });
    }),
  );
}

function numbers(texts: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, number(text)]));
}

/** What is not a number stays text, which the check of the batch refuses with its own words. */
function number(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

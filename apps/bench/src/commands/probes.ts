import { measureAgainst } from '../against/against.ts';
import { measureEach } from '../each/each.ts';
import { measureFleet } from '../fleet/fleet.ts';
import { measureOne } from '../one/one.ts';
import { measureOverhead } from '../overhead/overhead.ts';
import { measurePlanning } from '../planning/planning.ts';
import { measureReadPlan } from '../read-plan/read-plan.ts';
import { measureReduce } from '../reduce/reduce.ts';
import { measureUtilisation } from '../utilisation/utilisation.ts';
import { measureViewers } from '../viewers/viewers.ts';
import { parseOptions, UsageError, wholeNumber, wholeNumbers } from './parse-options.ts';

const PLANNED = [1e3, 1e4, 1e5, 1e6];

export async function columns(args: readonly string[]): Promise<number> {
  return print(
    await measureReadPlan(wholeNumbers(args, { files: 40, samples: 9600, passes: 8, repeats: 3 })),
  );
}

export function each(args: readonly string[]): number {
  return print(measureEach(wholeNumbers(args, { calls: 2000, commands: 500, rounds: 5 })));
}

export async function viewers(args: readonly string[]): Promise<number> {
  return print(await measureViewers(wholeNumbers(args, { tasks: 240, rounds: 3 })));
}

export async function fleet(args: readonly string[]): Promise<number> {
  return print(await measureFleet(wholeNumbers(args, { tasks: 600, settled: 100_000 })));
}

export async function overhead(args: readonly string[]): Promise<number> {
  const result = await measureOverhead(wholeNumbers(args, { tasks: 20_000, workers: 2, repeats: 5 }));
  return print({ ...result, planning: measurePlanning(PLANNED) });
}

export function against(args: readonly string[]): number {
  const text = (value: number) => ({ type: 'string', default: String(value) }) as const;
  const { values } = parseOptions({
    args: [...args],
    options: {
      against: { type: 'string' },
      files: text(300),
      pairs: text(15),
      channels: text(40),
      rows: text(500),
      seed: text(1),
    },
  });
  const { against: other, ...sizes } = values;
  if (other === undefined) throw new UsageError('--against is missing: name the bin.js of another build');
  const whole = (name: keyof typeof sizes): number => wholeNumber(`--${name}`, sizes[name]);
  return print(
    measureAgainst({
      against: other,
      files: whole('files'),
      pairs: whole('pairs'),
      channels: whole('channels'),
      rows: whole('rows'),
      seed: whole('seed'),
    }),
  );
}

export async function one(args: readonly string[]): Promise<number> {
  const { values } = parseOptions({
    args: [...args],
    options: {
      reports: { type: 'string', default: '2145' },
      repeats: { type: 'string', default: '3' },
      oppnda: { type: 'string' },
    },
  });
  return print(
    await measureOne({
      reports: wholeNumber('--reports', values.reports),
      repeats: wholeNumber('--repeats', values.repeats),
      oppnda: values.oppnda ?? null,
    }),
  );
}

export function planning(args: readonly string[]): number {
  parseOptions({ args: [...args] });
  return print(measurePlanning(PLANNED));
}

export async function reduce(args: readonly string[]): Promise<number> {
  return print(
    await measureReduce(wholeNumbers(args, { channels: 112, rows: 6001, repeats: 5, milliseconds: 900 })),
  );
}

export async function utilisation(args: readonly string[]): Promise<number> {
  return print(await measureUtilisation(wholeNumbers(args, { files: 40, passes: 100, repeats: 3 })));
}

function print(result: unknown): number {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

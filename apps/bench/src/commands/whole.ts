import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { machineRecord, versions } from '../run/machine.ts';
import { BALLAST } from '../stand-in.ts';
import { measureTables, measureTiny, type WholeMeasurement, type WholeOptions } from '../whole/cases.ts';
import { measurePcrunch, measurePcrunchFunction } from '../whole/pcrunch.ts';
import { parseOptions, wholeNumber } from './parse-options.ts';

export async function tiny(args: readonly string[]): Promise<number> {
  return whole(args, { files: 10_000, channels: 3, rows: 4, repeats: 3 }, measureTiny);
}

export async function tables(args: readonly string[]): Promise<number> {
  return whole(args, { files: 1000, channels: 500, rows: 20, repeats: 3 }, measureTables);
}

export async function pcrunch(args: readonly string[]): Promise<number> {
  const sizes = { files: 300, channels: 112, rows: 6001, repeats: 5 };
  return whole(args, sizes, (options, python) => measurePcrunch(options, python));
}

export async function pcrunchFunction(args: readonly string[]): Promise<number> {
  return whole(args, { files: 100, channels: 112, rows: 6001, repeats: 5 }, measurePcrunchFunction);
}

/** Measures whole commands; prints the result, and keeps it in `--out`. */
async function whole(
  args: readonly string[],
  defaults: Readonly<Record<'files' | 'channels' | 'rows' | 'repeats', number>>,
  measure: (options: WholeOptions, python: string) => Promise<WholeMeasurement>,
): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseOptions({
    args: [...args],
    options: {
      files: text,
      channels: text,
      rows: text,
      repeats: text,
      against: text,
      out: text,
      python: { type: 'string', default: 'python3' },
    },
  });
  const { against: other = null, out, python, ...sizes } = values;
  const size = (name: keyof typeof defaults): number =>
    wholeNumber(`--${name}`, sizes[name] ?? String(defaults[name]));
  const options = {
    files: size('files'),
    channels: size('channels'),
    rows: size('rows'),
    repeats: size('repeats'),
    against: other,
  };
  const result = {
    machine: await machineRecord(tmpdir()),
    versions: versions(BALLAST),
    ...(await measure(options, python)),
  };
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(result)}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

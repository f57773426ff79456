import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BALLAST } from '../stand-in.ts';
import { batchCommand, makeInputs, measureWhole, type WholeResult } from './commands.ts';

export interface WholeOptions {
  readonly files: number;
  readonly channels: number;
  readonly rows: number;
  readonly repeats: number;
  /** The `bin.js` of another build that takes part; null for none. */
  readonly against: string | null;
}

export interface WholeMeasurement extends WholeOptions {
  readonly case: string;
  readonly results: readonly WholeResult[];
}

/** A long table of all statistics of all channels. */
export const EVERYTHING: readonly unknown[] = [
  { name: 'all', layout: 'long', columns: [{ variable: '*', statistics: 'all' }] },
];

/** Files of half a kilobyte: what a file costs besides its samples. */
export function measureTiny(options: WholeOptions): Promise<WholeMeasurement> {
  return measured('tiny', options, 'out');
}

/** A long table with a row for each channel of each file: what tables cost. */
export function measureTables(options: WholeOptions): Promise<WholeMeasurement> {
  return measured('tables', options, 'outb2');
}

async function measured(name: string, options: WholeOptions, format: string): Promise<WholeMeasurement> {
  return withInputs(options, format, async (sims) => {
    const commands = builds(options).map(([build, program]) =>
      batchCommand(build, { program, sims, tables: EVERYTHING }),
    );
    return { case: name, ...options, results: await measureWhole(commands, options) };
  });
}

export function builds({ against }: WholeOptions): readonly (readonly [name: string, program: string])[] {
  const own = ['ballast', BALLAST] as const;
  return against === null ? [own] : [own, ['other', path.resolve(against)]];
}

/** Runs it with a folder of inputs of this shape, which is removed afterwards. */
export async function withInputs<T>(
  { files, channels, rows }: WholeOptions,
  format: string,
  run: (sims: string) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    const shape = ['--files', String(files), '--channels', String(channels), '--rows', String(rows)];
    return await run(makeInputs(data, ['--format', format, ...shape]));
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

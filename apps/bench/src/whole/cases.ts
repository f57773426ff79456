import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BALLAST } from '../stand-in.ts';
import { batchCommand, makeInputs, measureWhole, type WholeCommand, type WholeResult } from './commands.ts';

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

const EVERYTHING = [{ name: 'all', layout: 'long', columns: [{ variable: '*', statistics: 'all' }] }];

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

const PYTHON_FILES = fileURLToPath(new URL('../../python/pcrunch_files.py', import.meta.url));
/** Six channels with a Wöhler exponent of 4 or 10, as many as pCrunch computes in its examples. */
const FATIGUE = { RootMyb1: 10, RootMxb1: 10, TwrBsMyt: 4, TwrBsMxt: 4, RotTorq: 4, YawBrMyp: 4 };

/**
 * All statistics of all channels, without and with damage-equivalent loads, against pCrunch: one process that reads a file, keeps
 * its statistics and drops it, which is its fastest mode with little memory, and its pool with as many processes as cores.
 * `python`: an interpreter that has pCrunch.
 */
export async function measurePcrunch(options: WholeOptions, python: string): Promise<WholeMeasurement> {
  if (!existsSync(PYTHON_FILES)) throw new Error(`${PYTHON_FILES} is missing`);
  return withInputs(options, 'outb2', async (sims) => {
    const withLoads = [
      ...EVERYTHING,
      {
        name: 'loads',
        layout: 'wide',
        columns: Object.entries(FATIGUE).map(([variable, m]) => ({ variable, statistics: [{ del: { m } }] })),
      },
    ];
    const commands = [
      ...builds(options).flatMap(([build, program]) => [
        batchCommand(build, { program, sims, tables: EVERYTHING }),
        batchCommand(`${build}, loads`, { program, sims, tables: withLoads }),
      ]),
      ...(['stream', 'pool'] as const).flatMap((mode) => [
        pcrunch(`pCrunch ${mode}`, { python, sims, mode, fatigue: {} }),
        pcrunch(`pCrunch ${mode}, loads`, { python, sims, mode, fatigue: FATIGUE }),
      ]),
    ];
    return { case: 'pcrunch', ...options, results: await measureWhole(commands, options) };
  });
}

interface PcrunchOrder {
  readonly python: string;
  readonly sims: string;
  readonly mode: 'stream' | 'pool';
  readonly fatigue: Readonly<Record<string, number>>;
}

function pcrunch(name: string, { python, ...order }: PcrunchOrder): WholeCommand {
  return {
    name,
    out: null,
    order: (folder) => {
      const file = path.join(folder, 'order.json');
      writeFileSync(file, JSON.stringify({ ...order, out: path.join(folder, 'statistics.csv') }));
      return { file: python, args: [PYTHON_FILES, file] };
    },
  };
}

function builds({ against }: WholeOptions): readonly (readonly [name: string, program: string])[] {
  const own = ['ballast', BALLAST] as const;
  return against === null ? [own] : [own, ['other', path.resolve(against)]];
}

async function withInputs<T>(
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

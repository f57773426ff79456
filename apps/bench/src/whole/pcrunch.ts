import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { builds, EVERYTHING, type WholeMeasurement, type WholeOptions, withInputs } from './cases.ts';
import { batchCommand, measureWhole, type WholeCommand } from './commands.ts';

const PYTHON_FILES = scriptOf('pcrunch_files.py');
const PYTHON_FUNCTION = scriptOf('pcrunch_function.py');
/** Six channels with a Wöhler exponent of 4 or 10, as many as pCrunch computes in its examples. */
const FATIGUE = { RootMyb1: 10, RootMxb1: 10, TwrBsMyt: 4, TwrBsMxt: 4, RotTorq: 4, YawBrMyp: 4 };

/**
 * All statistics of all channels, without and with damage-equivalent loads, against pCrunch: one process that reads a file, keeps
 * its statistics and drops it, which is its fastest mode with little memory, and its pool with as many processes as cores.
 * `python`: an interpreter that has pCrunch.
 */
export async function measurePcrunch(options: WholeOptions, python: string): Promise<WholeMeasurement> {
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

/**
 * pCrunch as the function of a user, all statistics of all channels: `ballast each --python` against pCrunch's own ways. parallel: it
 * reads and processes with as many processes as cores, and holds all files in memory.
 */
export async function measurePcrunchFunction(
  options: WholeOptions,
  python: string,
): Promise<WholeMeasurement> {
  return withInputs(options, 'outb2', async (sims) => {
    const commands = [
      ...builds(options).map(([build, program]) => each(`${build} each`, { program, python, sims })),
      ...(['parallel', 'pool', 'stream'] as const).map((mode) =>
        pcrunch(`pCrunch ${mode}`, { python, sims, mode, fatigue: {} }),
      ),
    ];
    return { case: 'pcrunch-function', ...options, results: await measureWhole(commands, options) };
  });
}

interface PcrunchOrder {
  readonly python: string;
  readonly sims: string;
  readonly mode: 'stream' | 'pool' | 'parallel';
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

interface EachOrder {
  readonly program: string;
  readonly python: string;
  readonly sims: string;
}

function each(name: string, { program, python, sims }: EachOrder): WholeCommand {
  const flags = ['--out', 'out', '--no-history', '--quiet', '--python-executable', python];
  const args = [program, 'each', sims, ...flags, '--python', `${PYTHON_FUNCTION}:statistics`];
  return { name, out: 'out', order: () => ({ file: process.execPath, args }) };
}

function scriptOf(name: string): string {
  return fileURLToPath(new URL(`../../python/${name}`, import.meta.url));
}

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { figuresOf, foldJournal } from '@ballast/reporting';
import { readJournal } from '@ballast/scheduler/journal';
import { launchMeasured } from '../measure/launch.ts';
import type { LaunchOrder } from '../measure/launcher.ts';
import { openFastFiles } from '../stand-in.ts';
import { bootstrapInterval, type Interval } from '../statistics/bootstrap.ts';
import { median } from '../statistics/median.ts';

/** One run of a command. Seconds and bytes; null for what the system does not report. */
export interface WholeRun {
  readonly wall: number;
  readonly cpu: number | null;
  /** Largest resident set of all its processes together, shared pages counted once. */
  readonly memory: number | null;
  /** Seconds from the last settlement to the end of the command; null for other programs. */
  readonly afterLast: number | null;
}

export interface WholeResult {
  readonly name: string;
  readonly runs: readonly WholeRun[];
  readonly wall: Interval;
  readonly cpu: number;
  readonly memory: number;
  readonly afterLast: number | null;
}

/** A program that takes part. */
export interface WholeCommand {
  readonly name: string;
  /** Its command line in a folder of its own. */
  readonly order: (folder: string) => { readonly file: string; readonly args: readonly string[] };
  /** The output folder of a batch, below the folder of a run. */
  readonly out: string | null;
}

/** `shape`: options of the writer of OpenFAST files. The files are old: workers wait for files that are being written. */
export function makeInputs(data: string, shape: readonly string[]): string {
  const sims = path.join(data, 'sims');
  openFastFiles(['--out', sims, ...shape]);
  for (const name of readdirSync(sims)) utimesSync(path.join(sims, name), 1e9, 1e9);
  return sims;
}

/** A batch of the files with these tables, run by the `bin.js` of a build. */
export function batchCommand(
  name: string,
  { program, sims, tables }: { readonly program: string; readonly sims: string; readonly tables: unknown },
): WholeCommand {
  return {
    name,
    out: 'out',
    order: (folder) => {
      const batch = path.join(folder, 'batch.yml');
      const text = {
        version: 1,
        batch: 'whole',
        reader: 'openfast',
        inputs: { directory: sims },
        output: './out',
      };
      writeFileSync(batch, JSON.stringify({ ...text, tables }));
      return { file: process.execPath, args: [program, 'run', batch, '--no-history', '--quiet'] };
    },
  };
}

/** Runs all commands `repeats` times, taking turns, after one run of each that is not counted. Throws if one fails. */
export async function measureWhole(
  commands: readonly WholeCommand[],
  { repeats, seed = 1 }: { readonly repeats: number; readonly seed?: number },
): Promise<readonly WholeResult[]> {
  const runs = new Map(commands.map(({ name }) => [name, [] as WholeRun[]]));
  for (let repeat = 0; repeat <= repeats; repeat += 1) {
    for (const command of repeat % 2 === 0 ? commands : commands.toReversed()) {
      const run = await oneRun(command);
      if (repeat > 0) runs.get(command.name)?.push(run);
    }
  }
  return commands.map(({ name }) => resultOf(name, runs.get(name) ?? [], seed));
}

function resultOf(name: string, runs: readonly WholeRun[], seed: number): WholeResult {
  const of = (value: (run: WholeRun) => number | null): number =>
    median(runs.map((run) => value(run) ?? Number.NaN));
  const walls = runs.map(({ wall }) => wall);
  const after = of(({ afterLast }) => afterLast);
  return {
    name,
    runs,
    wall: bootstrapInterval((resample) => median(resample(walls)), { seed }),
    cpu: of(({ cpu }) => cpu),
    memory: of(({ memory }) => memory),
    afterLast: Number.isNaN(after) ? null : after,
  };
}

async function oneRun({ name, order, out }: WholeCommand): Promise<WholeRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    mkdirSync(path.join(folder, 'data'));
    const log = path.join(folder, 'log');
    const launch: LaunchOrder = {
      ...order(folder),
      cwd: folder,
      env: { BALLAST_DATA_HOME: path.join(folder, 'data') },
      log,
      timeout: 3600,
    };
    const { launched, samples } = await launchMeasured(launch, []);
    if (launched.exitCode !== 0)
      throw new Error(
        `${name} ended with ${launched.exitCode ?? launched.signal}: ${readFileSync(log, 'utf8')}`,
      );
    const { wall, cpu, startedAt } = launched;
    const memory = samples === null ? null : Math.max(0, ...samples.map(({ resident }) => resident));
    const endedAt = startedAt + 1000 * wall;
    return { wall, cpu, memory, afterLast: out === null ? null : afterLast(path.join(folder, out), endedAt) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function afterLast(out: string, endedAt: number): number | null {
  const contents = readJournal(path.join(out, 'journal.ndjson'));
  const { lastSettlement } = figuresOf(foldJournal(contents));
  if (lastSettlement === null) return null;
  return (endedAt - Date.parse(contents.header.startedAt) - lastSettlement) / 1000;
}

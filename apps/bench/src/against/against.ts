import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BALLAST, openFastFiles } from '../stand-in.ts';
import { bootstrapInterval, type Interval } from '../statistics/bootstrap.ts';
import { median } from '../statistics/median.ts';

export interface AgainstOptions {
  /** The `bin.js` of another build. */
  readonly against: string;
  readonly files: number;
  readonly channels: number;
  readonly rows: number;
  readonly pairs: number;
  readonly seed: number;
}

export interface AgainstResult extends AgainstOptions {
  /** Seconds of each run, in the order of the pairs. */
  readonly own: readonly number[];
  readonly other: readonly number[];
  readonly medians: { readonly own: number; readonly other: number };
  /** Median of the ratios of the pairs, own over other, with its 95 % interval. */
  readonly ratio: Interval;
}

const TABLES = `tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max, mean] }] }
  - { name: all, layout: long, columns: [{ variable: '*', statistics: [min, max] }] }
  - { name: motion, layout: time-series, columns: [{ variable: PtfmSurge }] }
`;

/** Two builds of the command make the same batch, taking turns. Throws if one fails, or if their tables differ. */
export function measureAgainst(options: AgainstOptions): AgainstResult {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    const batch = makeBatch(folder, options);
    const run = (program: string): Run => oneRun({ program, batch, folder });
    const programs = { own: BALLAST, other: path.resolve(options.against) };
    requireSameTables(run(programs.own), run(programs.other));
    const own: number[] = [];
    const other: number[] = [];
    for (let pair = 0; pair < options.pairs; pair += 1) {
      if (pair % 2 === 0) own.push(run(programs.own).seconds);
      other.push(run(programs.other).seconds);
      if (pair % 2 === 1) own.push(run(programs.own).seconds);
    }
    return { ...options, ...compared(own, other, options.seed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compared(
  own: readonly number[],
  other: readonly number[],
  seed: number,
): Omit<AgainstResult, keyof AgainstOptions> {
  const ratios = own.map((seconds, i) => seconds / (other[i] ?? Number.NaN));
  const ratio = bootstrapInterval((resample) => median(resample(ratios)), { seed });
  return { own, other, medians: { own: median(own), other: median(other) }, ratio };
}

function makeBatch(folder: string, { files, channels, rows }: AgainstOptions): string {
  const sims = path.join(folder, 'sims');
  const shape = ['--channels', String(channels), '--rows', String(rows)];
  openFastFiles(['--out', sims, '--files', String(files), ...shape]);
  // A file that was written to just now is waited for.
  for (const name of readdirSync(sims)) utimesSync(path.join(sims, name), 1e9, 1e9);
  const batch = path.join(folder, 'batch.yml');
  const head = 'version: 1\nbatch: against\nreader: openfast\ninputs: { directory: ./sims }\noutput: ./out\n';
  writeFileSync(batch, `${head}${TABLES}`);
  return batch;
}

interface Run {
  readonly seconds: number;
  readonly tables: Readonly<Record<string, string>>;
}

function oneRun(order: { readonly program: string; readonly batch: string; readonly folder: string }): Run {
  const { program, batch, folder } = order;
  const out = path.join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const began = performance.now();
  const done = spawnSync(process.execPath, [program, 'run', batch, '--no-history', '--quiet'], {
    encoding: 'utf8',
    env: { ...process.env, BALLAST_DATA_HOME: path.join(folder, 'data') },
  });
  const seconds = (performance.now() - began) / 1000;
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status}: ${done.stderr}`);
  const tables = path.join(out, 'tables');
  const read = (name: string): [string, string] => [name, readFileSync(path.join(tables, name), 'utf8')];
  return { seconds, tables: Object.fromEntries(readdirSync(tables).sort().map(read)) };
}

function requireSameTables(own: Run, other: Run): void {
  if (JSON.stringify(own.tables) !== JSON.stringify(other.tables))
    throw new Error('the two builds gave different tables');
}

import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Period } from '@ballast/results-model';
import { standIn } from '../stand-in.ts';
import type { ReadingCost, ReadingOrder } from './read-files.ts';
import { manyColumns } from './thousand-columns.ts';
import type { Way } from './ways.ts';

export interface ReadPlanOptions {
  readonly files: number;
  readonly samples: number;
  /** Sines that the library computes for each sample that is not in the file. */
  readonly passes: number;
  readonly repeats: number;
}

/** Counts by the library in one process; of `reads`, `distinct` were of different series. */
interface LibraryCounts {
  readonly calls: number;
  readonly reads: number;
  readonly distinct: number;
  readonly bytes: number;
}

/** One way, over all repeats: counts are the same in each, seconds are not. */
interface WayCost {
  readonly library: LibraryCounts;
  /** Processor seconds for each repeat; `reading` is without loading. */
  readonly cpu: readonly number[];
  readonly reading: readonly number[];
}

export interface ReadPlanResult extends ReadPlanOptions {
  readonly columns: number;
  readonly plan: WayCost;
  readonly columnByColumn: WayCost;
  /** Column by column over plan. Ratios of times are of the pairs of a repeat. */
  readonly ratios: {
    readonly calls: number;
    readonly reads: number;
    readonly cpu: Spread;
    readonly reading: Spread;
  };
}

interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

const LINES = 8;

/** Periods as in real batches: everything, without the build-up, and parts; for files of at least 4,000 samples. */
const PERIODS: readonly Period[] = [
  { kind: 'whole' },
  { kind: 'range', from: 0, to: null },
  { kind: 'range', from: 50, to: 250 },
  { kind: 'stage', stage: 2 },
  { kind: 'latest-wave' },
];

/** Makes the same table both ways, taking turns. Throws if the tables differ. */
export async function measureReadPlan(options: ReadPlanOptions): Promise<ReadPlanResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    const { library } = JSON.parse(standIn(['build'])) as { readonly library: string };
    const files = makeFiles(path.join(folder, 'sims'), options);
    const table = manyColumns(LINES, PERIODS);
    const runs: Record<Way, Run[]> = { plan: [], columns: [] };
    for (let repeat = 0; repeat < options.repeats; repeat += 1) {
      const ways: readonly Way[] = repeat % 2 === 0 ? ['plan', 'columns'] : ['columns', 'plan'];
      for (const way of ways) {
        const counters = path.join(folder, `${way}-${repeat}`);
        runs[way].push(await oneRun({ way, library, files, table }, counters));
      }
    }
    return resultOf({ ...options, columns: table.columns.length }, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeFiles(folder: string, { files, samples, passes }: ReadPlanOptions): string[] {
  standIn([
    'generate',
    '--out',
    folder,
    ...['--files', String(files), '--min', '1MB', '--lines', String(LINES)],
    ...['--samples', String(samples), '--compute-passes', String(passes)],
  ]);
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
}

interface Run {
  readonly cost: ReadingCost;
  readonly library: LibraryCounts;
}

async function oneRun(order: ReadingOrder, counters: string): Promise<Run> {
  mkdirSync(counters);
  const child = fork(fileURLToPath(new URL('./read-files.js', import.meta.url)), {
    env: { ...process.env, BALLAST_STANDIN_COUNTERS: counters },
  });
  const cost = await new Promise<ReadingCost>((resolve, reject) => {
    let cost: ReadingCost | null = null;
    child.on('error', reject);
    child.on('message', (message) => {
      cost = message as ReadingCost;
    });
    child.on('close', (code) => {
      if (cost === null) reject(new Error(`reading ${order.way} ended with ${code}`));
      else resolve(cost);
    });
    child.send(order);
  });
  return { cost, library: countsIn(counters) };
}

interface StandInCounters {
  readonly calls: Readonly<Record<string, number>>;
  readonly series: number;
  readonly distinctSeries: number;
  readonly bytesRead: number;
}

/** The library writes one file per process. */
function countsIn(folder: string): LibraryCounts {
  const counts = { calls: 0, reads: 0, distinct: 0, bytes: 0 };
  for (const name of readdirSync(folder)) {
    const counters = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as StandInCounters;
    counts.calls += Object.values(counters.calls).reduce((sum, count) => sum + count, 0);
    counts.reads += counters.series;
    counts.distinct += counters.distinctSeries;
    counts.bytes += counters.bytesRead;
  }
  return counts;
}

function resultOf(
  options: ReadPlanOptions & { readonly columns: number },
  { plan, columns }: Readonly<Record<Way, readonly Run[]>>,
): ReadPlanResult {
  if (new Set([...plan, ...columns].map(({ cost }) => cost.cells)).size !== 1)
    throw new Error('the two ways gave different tables');
  const [ofPlan, ofColumns] = [wayCost(plan), wayCost(columns)];
  return {
    ...options,
    plan: ofPlan,
    columnByColumn: ofColumns,
    ratios: {
      calls: ratio(ofColumns.library.calls, ofPlan.library.calls),
      reads: ratio(ofColumns.library.reads, ofPlan.library.reads),
      cpu: spread(ofColumns.cpu, ofPlan.cpu),
      reading: spread(ofColumns.reading, ofPlan.reading),
    },
  };
}

function wayCost(runs: readonly Run[]): WayCost {
  const [first] = runs;
  if (first === undefined) throw new Error('nothing was repeated');
  return {
    library: first.library,
    cpu: runs.map(({ cost }) => rounded(cost.cpu)),
    reading: runs.map(({ cost }) => rounded(cost.cpu - cost.cpuLoading)),
  };
}

function spread(above: readonly number[], below: readonly number[]): Spread {
  const ratios = above.map((value, i) => ratio(value, below[i] ?? Number.NaN)).toSorted((a, b) => a - b);
  const [least = Number.NaN] = ratios;
  return { median: ratios[Math.floor(ratios.length / 2)] ?? least, least, most: ratios.at(-1) ?? least };
}

function ratio(above: number, below: number): number {
  return Number((above / below).toFixed(2));
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}

import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFastFiles } from '../stand-in.ts';
import { median } from '../statistics/median.ts';
import { QUANTITIES, type Quantity } from './quantities.ts';

export interface ReduceOptions {
  readonly channels: number;
  readonly rows: number;
  readonly repeats: number;
  /** Milliseconds of a measurement; a third of it comes before, as warm-up. */
  readonly milliseconds: number;
}

/** The order for a process that reduces one file. */
export interface ReduceOrder {
  readonly path: string;
  readonly quantity: Quantity;
  readonly seconds: number;
}

/** What one process reports. */
export interface ReduceCost {
  /** Processor time for each sample, with reading and decoding. */
  readonly nanoseconds: number;
  /** Largest resident set of the process in bytes. */
  readonly highWater: number;
}

interface ReduceRow {
  readonly format: string;
  readonly quantity: Quantity;
  /** Nanoseconds of processor time for each sample, from opening the file to its result. */
  readonly total: Spread;
  /** The same without what the statistics alone take in the same repeat. */
  readonly ofItsOwn: Spread;
  readonly highWater: number;
}

interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

const FORMATS = ['outb2', 'outb3', 'out'] as const;

/**
 * Nanoseconds for each sample of a file in the page cache, by format and by what is computed, in separate processes.
 * Every repeat runs all of them once, so that a slow minute of the machine meets all.
 */
export async function measureReduce(options: ReduceOptions): Promise<readonly ReduceRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    const cases = FORMATS.flatMap((format) => {
      const file = makeFile(path.join(folder, format), format, options);
      return quantities().map((quantity) => ({ format, quantity, path: file, costs: [] as ReduceCost[] }));
    });
    for (let repeat = 0; repeat < options.repeats; repeat += 1) {
      for (const { path: file, quantity, costs } of repeat % 2 === 0 ? cases : cases.toReversed()) {
        costs.push(await oneProcess({ path: file, quantity, seconds: options.milliseconds / 1000 }));
      }
    }
    return cases.map(({ format, quantity, costs }) => {
      const base = cases.find((other) => other.format === format && other.quantity === 'statistics');
      const total = costs.map(({ nanoseconds }) => nanoseconds);
      return {
        format,
        quantity,
        total: spread(total),
        ofItsOwn: spread(total.map((one, i) => one - (base?.costs[i]?.nanoseconds ?? Number.NaN))),
        highWater: Math.max(...costs.map(({ highWater }) => highWater)),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function quantities(): readonly Quantity[] {
  return Object.keys(QUANTITIES) as Quantity[];
}

function makeFile(folder: string, format: string, { channels, rows }: ReduceOptions): string {
  const sizes = ['--channels', String(channels), '--rows', String(rows)];
  openFastFiles(['--out', folder, '--format', format, ...sizes]);
  return path.join(folder, readdirSync(folder)[0] ?? '');
}

function oneProcess(order: ReduceOrder): Promise<ReduceCost> {
  const child = fork(fileURLToPath(new URL('./reduce-once.js', import.meta.url)));
  return new Promise((resolve, reject) => {
    child.once('message', (cost) => resolve(cost as ReduceCost));
    child.once('exit', (code) => reject(new Error(`the process that reduces a file ended with ${code}`)));
    child.once('error', reject);
    child.send(order);
  });
}

function spread(values: readonly number[]): Spread {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    median: round(median(values)),
    least: round(Math.min(...values)),
    most: round(Math.max(...values)),
  };
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BALLAST } from '../stand-in.ts';
import { median } from '../statistics/median.ts';
import { quietFiles } from './quiet-files.ts';

export interface EachOptions {
  /** No-op calls of a Python function, and no-op commands. */
  readonly calls: number;
  readonly commands: number;
  readonly rounds: number;
}

/** Seconds of each round, and how many times the baseline `ballast each` takes. */
export interface EachPair {
  readonly baseline: string;
  readonly own: readonly number[];
  readonly other: readonly number[];
  /** Median of the ratios of the rounds. */
  readonly ratio: number;
}

export interface EachResult extends EachOptions {
  readonly python: EachPair | Skipped;
  readonly command: EachPair | Skipped;
}

interface Skipped {
  readonly skipped: string;
}

const MODULE = 'def process(path):\n    return None\n';
const POOL = `import glob, multiprocessing, os, sys
sys.path.insert(0, os.getcwd())
from noop import process
if __name__ == '__main__':
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(process, sorted(glob.glob('calls/*')), chunksize=1):
            pass
`;

/** What a task costs that does nothing, against the tools that people use, taking turns. */
export function measureEach(options: EachOptions): EachResult {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    writeFileSync(path.join(folder, 'noop.py'), MODULE);
    writeFileSync(path.join(folder, 'pool.py'), POOL);
    quietFiles(path.join(folder, 'calls'), options.calls);
    quietFiles(path.join(folder, 'commands'), options.commands);
    const turns = { folder, rounds: options.rounds };
    return { ...options, python: againstPool(turns), command: againstParallel(turns) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Turns {
  readonly folder: string;
  readonly rounds: number;
}

function againstPool(turns: Turns): EachPair | Skipped {
  if (!works('python3', ['--version'])) return { skipped: 'there is no python3' };
  const own = ['calls', '--python', 'noop.py:process'];
  return pairOf('multiprocessing.Pool', { own, other: ['python3', 'pool.py'] }, turns);
}

function againstParallel(turns: Turns): EachPair | Skipped {
  if (!works('parallel', ['--version'])) return { skipped: 'there is no GNU parallel' };
  const names = readdirSync(path.join(turns.folder, 'commands')).map((name) => `commands/${name}`);
  const other = ['parallel', '--will-cite', 'true', '{}', ':::', ...names];
  return pairOf('GNU parallel', { own: ['commands', '--', 'true', '{}'], other }, turns);
}

function works(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

interface Programs {
  /** Arguments of `ballast each`. */
  readonly own: readonly string[];
  readonly other: readonly string[];
}

function pairOf(baseline: string, programs: Programs, { folder, rounds }: Turns): EachPair {
  const [inputs = '', ...rest] = programs.own;
  const flags = ['--out', 'out', '--no-history', '--no-html', '--quiet'];
  const each = [process.execPath, BALLAST, 'each', inputs, ...flags, ...rest];
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) own.push(seconds(each, folder));
    other.push(seconds(programs.other, folder));
    if (round % 2 === 1) own.push(seconds(each, folder));
  }
  return { baseline, own, other, ratio: median(own.map((time, i) => time / (other[i] ?? Number.NaN))) };
}

function seconds([program = '', ...args]: readonly string[], folder: string): number {
  rmSync(path.join(folder, 'out'), { recursive: true, force: true });
  const started = performance.now();
  const { status, stderr } = spawnSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${String(stderr)}`);
  return (performance.now() - started) / 1000;
}

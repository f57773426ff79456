import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ballast,
  HAS_REAL_DATA,
  quoted,
  REAL_DATA,
  readTable,
  temporaryFolder,
  tool,
  writeBatch,
} from '../support/run-ballast.ts';

if (!HAS_REAL_DATA) console.warn('skipped: the real OpenFAST files are not at hand (../shared/data)');

interface OracleSeries {
  readonly i: number;
  readonly name: string;
  readonly n: number;
  readonly min: number;
  readonly max: number;
  readonly [statistic: string]: number | string | null | undefined;
}
interface Oracle {
  readonly extraBytes?: number;
  readonly stats: readonly OracleSeries[];
}

/** The table's names for the oracle's statistics. */
const NAMES = {
  min: 'min',
  tMin: 'tMin',
  max: 'max',
  tMax: 'tMax',
  mean: 'mean',
  std: 'std0',
  std1: 'std1',
  rms: 'rms',
  skew: 'skew',
  kurt: 'kurt',
};

const longBatch = (directory: string): string => `version: 1
batch: everything
reader: openfast
inputs: { directory: ${quoted(directory)}, include: ["**/*.outb", "**/*.out"] }
output: ./out
resources: { memory: 50%, workers: auto, timeout: 10min }
tables:
  - name: statistics
    layout: long
    columns: [{ variable: "*", statistics: all }]
`;

describe.runIf(HAS_REAL_DATA)('a batch of real OpenFAST files', () => {
  it('gives the same statistics of every channel as the oracle, and reports the stale tails', async () => {
    using folder = temporaryFolder();
    const batch = writeBatch(folder.path, longBatch(path.join(REAL_DATA, 'openfast')));
    const ended = await ballast(['run', batch]);
    expect(ended).toMatchObject({ code: 0 });
    const oracles = JSON.parse(
      readFileSync(path.join(REAL_DATA, 'oracles', 'stats_open.json'), 'utf8'),
    ) as Record<string, Oracle>;
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'statistics.csv'));
    const byKey = new Map(rows.map((row) => [`${row.file}#${row.index}`, row]));
    expect(byKey.size).toBe(rows.length);
    const wrong: string[] = [];
    let compared = 0;
    for (const [file, oracle] of Object.entries(oracles)) {
      const tail = oracle.extraBytes ?? 0;
      if (tail > 0)
        expect(ended.stderr).toMatch(new RegExp(`${file.replaceAll('.', '\\.')}[\\s\\S]*${tail}`));
      for (const series of oracle.stats.slice(1)) {
        const row = byKey.get(`${file}#${series.i}`);
        if (row === undefined) {
          wrong.push(`${file} ${series.i}: no row`);
          continue;
        }
        for (const problem of differences(series, row))
          wrong.push(`${file} ${series.i} ${series.name}: ${problem}`);
        compared += Object.keys(NAMES).length;
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
    expect(rows).toHaveLength(
      Object.values(oracles).reduce((sum, oracle) => sum + oracle.stats.length - 1, 0),
    );
  });
});

/**
 * 1e-9 of the range, or of the largest magnitude if that is larger. Shape statistics have no unit: 1e-9, plus what the
 * rounding of the samples themselves leaves undecided if the spread is tiny compared with the offset.
 * The oracle has 12 significant digits.
 */
function differences(series: OracleSeries, row: Record<string, string>): string[] {
  const found: string[] = [];
  if (row.n !== String(series.n)) found.push(`n ${row.n} for ${series.n}`);
  const magnitude = Math.max(Math.abs(series.max), Math.abs(series.min));
  const undecided = (16 * Number.EPSILON * magnitude) / Number(series.std0);
  for (const [ours, theirs] of Object.entries(NAMES)) {
    const expected = series[theirs];
    const cell = row[ours] ?? 'missing';
    if (expected === undefined || expected === null) {
      if (cell !== '') found.push(`${ours} is ${cell}, but the oracle has none`);
      continue;
    }
    let tolerance = 1e-9 * Math.max(series.max - series.min, magnitude);
    if (ours === 'tMin' || ours === 'tMax') tolerance = 1e-9 * Math.max(1, Math.abs(Number(expected)));
    if (ours === 'skew' || ours === 'kurt') {
      tolerance = (1e-9 + undecided) * Math.max(1, Math.abs(Number(expected)));
    }
    const isClose = cell !== '' && Math.abs(Number(cell) - Number(expected)) <= tolerance;
    if (!isClose) found.push(`${ours} ${cell} for ${expected}`);
  }
  return found;
}

describe('a batch of generated OpenFAST files', () => {
  it('gives byte-identical tables whatever the number of workers, and when it is run again', async () => {
    using folder = temporaryFolder();
    await tool('openfast-files', [
      '--out',
      path.join(folder.path, 'sims'),
      '--files',
      '10',
      '--format',
      'mixed',
      '--channels',
      '40',
      '--rows',
      '400',
    ]);
    const batch = writeBatch(
      folder.path,
      `${longBatch('./sims')}  - name: tower
    layout: wide
    columns:
      - { variable: TwrBsMyt, statistics: [min, max, mean, std], period: [1, 3] }
`,
    );
    const tables: string[] = [];
    for (const [out, workers] of [
      ['one', '1'],
      ['four', '4'],
      ['again', '4'],
    ] as const) {
      const ended = await ballast([
        'run',
        batch,
        '--out',
        path.join(folder.path, out),
        '--workers',
        workers,
        '--quiet',
      ]);
      expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
      const at = path.join(folder.path, out, 'tables');
      tables.push(
        readFileSync(path.join(at, 'statistics.csv'), 'utf8') +
          readFileSync(path.join(at, 'tower.csv'), 'utf8'),
      );
    }
    expect(tables[0]?.length).toBeGreaterThan(5000);
    expect(tables[1]).toBe(tables[0]);
    expect(tables[2]).toBe(tables[0]);
  });
});

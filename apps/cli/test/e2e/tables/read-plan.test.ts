import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { quoted, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { ballastWith } from '../support/with-environment.ts';

const FILES = 4;
const LINES = 4;
const VARIABLES = ['Effective Tension', 'Wall Tension', 'Bend Moment', 'Curvature', 'Declination'];
const PERIODS = ['whole', '[0, null]', '{ stage: 1 }'];
const ENDS = ['A', 'B'];

/** 304 columns of numbers: every extreme is a column of its own, as users write them. */
function columns(): string[] {
  const found: string[] = [];
  for (let line = 1; line <= LINES; line += 1) {
    const own = `object: Line${line}`;
    for (const variable of VARIABLES) {
      for (const end of ENDS) {
        const series = `${own}, variable: ${variable}, at: { end: ${end} }`;
        for (const period of PERIODS) {
          found.push(`{ ${series}, period: ${period}, statistics: [max] }`);
          found.push(`{ ${series}, period: ${period}, statistics: [min] }`);
        }
        found.push(`{ kind: static, ${series} }`);
      }
    }
    for (const extreme of ['max', 'min']) {
      found.push(`{ kind: range-graph, ${own}, variable: X, period: whole, statistics: [${extreme}] }`);
    }
    found.push(`{ kind: data, ${own}, name: NumberOfSegments, index: 1 }`);
    found.push(`{ kind: data, ${own}, name: EndAConnection }`);
    found.push(`{ kind: data, ${own}, name: Length, index: 2 }`);
    found.push(`{ kind: data, ${own}, name: Name }`);
  }
  return found;
}

const batchText = (library: string): string => `version: 1
batch: read-plan
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)} }
tables:
  - name: extremes
    layout: wide
    columns:
${columns()
  .map((column) => `      - ${column}`)
  .join('\n')}
  - name: again
    layout: long
    columns:
      - { object: Line1, variable: Bend Moment, at: { end: A }, statistics: all }
`;

/** What the library counted in one process. */
interface Counters {
  readonly calls: Readonly<Record<string, number>>;
  readonly loads: number;
  readonly bytesRead: number;
  readonly series: number;
  readonly distinctSeries: number;
}

function countersIn(folder: string): Counters[] {
  return readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Counters,
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Looking up an object and a variable, counting the samples, reading them. */
const CALLS_OF_A_COLUMN = 4;

describe.runIf(HAS_COMPILER)('the read plan of a batch of OrcaFlex files', () => {
  it('reads each series once per file, with an eighth of the calls that separate columns need', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    const shape = ['--lines', String(LINES), '--samples', '960', '--min', '400KB'];
    const files = await standInFiles(sims, ['--files', String(FILES), ...shape]);
    const counts = path.join(folder.path, 'counts');
    mkdirSync(counts);
    const batch = writeBatch(folder.path, batchText(library));
    const ended = await ballastWith({ BALLAST_STANDIN_COUNTERS: counts }, [
      'run',
      batch,
      '--no-history',
      '--no-check',
      '--quiet',
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });

    const counted = countersIn(counts).filter(({ loads }) => loads > 0);
    expect(sum(counted.map(({ loads }) => loads))).toBe(FILES);
    expect(sum(counted.map(({ bytesRead }) => bytesRead))).toBe(sum(files.map(({ size }) => size)));
    // A read of the static state and of the range graph each; the two periods are parts of the whole.
    const series = LINES * (VARIABLES.length * ENDS.length * 2 + 1);
    expect(sum(counted.map((one) => one.series))).toBe(FILES * series);
    expect(sum(counted.map((one) => one.distinctSeries))).toBe(FILES * series);

    const rows = readTable(path.join(folder.path, 'out', 'tables', 'extremes.csv'));
    const cells = Object.keys(rows[0] ?? {}).length - 2;
    expect([rows.length, cells]).toEqual([FILES, columns().length]);
    const report = readFileSync(path.join(folder.path, 'out', 'report.json'), 'utf8');
    const { counters } = (JSON.parse(report) as { figures: { counters: Record<string, number> } }).figures;
    const calls = counters['library calls'] ?? Number.POSITIVE_INFINITY;
    expect(FILES * cells * CALLS_OF_A_COLUMN).toBeGreaterThanOrEqual(8 * calls);
    expect(counters.C_GetMultipleTimeHistoriesW).toBe(FILES);
    expect(counters.C_GetVarIDW).toBe(FILES * LINES * (VARIABLES.length + 1));
    for (const name of [
      'C_GetMultipleTimeHistoriesW',
      'C_GetTimeHistory2W',
      'C_GetRangeGraph4W',
      'C_GetVarIDW',
    ]) {
      expect(sum(counted.map((one) => one.calls[name] ?? 0))).toBe(counters[name]);
    }
  });
});

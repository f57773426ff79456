import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';

/** What a file of any size may take at most while it is streamed. */
const MOST = 350 * 1024 * 1024;

const batchOf = (channels: string, names: readonly string[]): string => `version: 1
batch: large
reader: openfast
inputs: { directory: ./sims }
output: ./out
channels:
${channels}tables:
  - name: t
    layout: long
    columns: [${names.map((name) => `{ variable: ${name}, statistics: [mean, max] }`).join(', ')}]
`;

const FORMULAS = `  RootMb1: hypot(RootMxb1, RootMyb1)
  Twr: { rose: { x: TwrBsMxt, y: TwrBsMyt } }
  Plain: RootMxb1 * 1
`;
const FILTERS = `  A: { of: TwrBsMyt, filter: { lowpass: 0.5 } }
  B: { of: TwrBsMxt, detrend: linear, filter: { highpass: 0.5 } }
  C: { of: RootMxb1, filter: { bandpass: [0.5, 1] } }
  D: { of: RootMyb1, resample: { step: 0.2 } }
  E: hypot(A, B)
`;

const LOADS = `version: 1
batch: large
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - name: t
    layout: long
    columns: [{ variable: "*", statistics: [mean, p99, { del: { m: [4, 10] } }] }]
  - { name: spectrum, kind: spectrum, output: moments, columns: [TwrBsMyt] }
`;

const folder = temporaryFolder();
const home = path.join(folder.path, 'out');

beforeAll(async () => {
  await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--large']);
});
afterAll(() => folder[Symbol.dispose]());

/** Runs a batch and returns the high-water mark of the process that read the file. */
async function highWater(text: string): Promise<number> {
  const batch = writeBatch(folder.path, text);
  expect(await ballast(['run', batch, '--fresh', '--quiet', '--no-history'])).toMatchObject({ code: 0 });
  const report: unknown = JSON.parse(readFileSync(path.join(home, 'report.json'), 'utf8'));
  const [file] = (report as { files: readonly { highWaterBytes: number }[] }).files;
  return file?.highWaterBytes ?? Number.NaN;
}

const tableOf = (name: string): ReturnType<typeof readTable> =>
  readTable(path.join(home, 'tables', `${name}.csv`));

describe('an 800 MB file stays within the memory of streaming', () => {
  it('with derived channels', async () => {
    const means = (names: readonly string[]): readonly number[] => {
      const rows = tableOf('t');
      expect(rows.map(({ variable }) => variable)).toEqual(names);
      return rows.map(({ mean }) => Number(mean));
    };
    const formulas = ['RootMb1', 'Twr', 'Twr_15', 'Twr_165', 'Plain', 'RootMxb1'];
    expect(await highWater(batchOf(FORMULAS, formulas))).toBeLessThan(MOST / 2);
    const ofFormulas = means(formulas);
    expect(ofFormulas[4]).toBe(ofFormulas[5]);
    const filters = ['A', 'B', 'C', 'D', 'E', 'TwrBsMyt'];
    expect(await highWater(batchOf(FILTERS, filters))).toBeLessThan(MOST);
    const [low = Number.NaN, high = Number.NaN, , , , whole = 0] = means(filters);
    expect(low / whole).toBeCloseTo(1, 3);
    expect(Math.abs(high)).toBeLessThan(1);
  });

  it('with equivalent loads and quantiles of all channels, and a spectrum', async () => {
    const bytes = await highWater(LOADS);
    console.info(`all channels, loads, quantiles and a spectrum: ${(bytes / 2 ** 20).toFixed(0)} MiB`);
    expect(bytes).toBeLessThan(MOST);
    const rows = tableOf('t');
    expect(rows.length).toBeGreaterThan(100);
    for (const { mean, p99, del4, del10 } of rows) {
      expect(Number(p99)).toBeGreaterThanOrEqual(Number(mean));
      expect(Number(del10)).toBeGreaterThanOrEqual(0);
      expect(del4).not.toBe('');
    }
    expect(Number(tableOf('spectrum')[0]?.m0)).toBeGreaterThan(0);
  });
});

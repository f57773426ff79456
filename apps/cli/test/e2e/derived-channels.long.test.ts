import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder, tool, writeBatch } from './run-ballast.ts';

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

it('derived channels of an 800 MB file stay within the memory of streaming', async () => {
  using folder = temporaryFolder();
  await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--large']);
  const run = async (
    channels: string,
    names: readonly string[],
  ): Promise<{ bytes: number; means: number[] }> => {
    const batch = writeBatch(folder.path, batchOf(channels, names));
    expect(await ballast(['run', batch, '--fresh', '--quiet', '--no-history'])).toMatchObject({ code: 0 });
    const report: unknown = JSON.parse(readFileSync(path.join(folder.path, 'out', 'report.json'), 'utf8'));
    const [file] = (report as { files: readonly { highWaterBytes: number }[] }).files;
    const rows = readTable(path.join(folder.path, 'out', 'tables', 't.csv'));
    expect(rows.map(({ variable }) => variable)).toEqual(names);
    return { bytes: file?.highWaterBytes ?? Number.NaN, means: rows.map(({ mean }) => Number(mean)) };
  };
  const formulas = await run(FORMULAS, ['RootMb1', 'Twr', 'Twr_15', 'Twr_165', 'Plain', 'RootMxb1']);
  expect(formulas.bytes).toBeLessThan(MOST / 2);
  expect(formulas.means[4]).toBe(formulas.means[5]);
  const filters = await run(FILTERS, ['A', 'B', 'C', 'D', 'E', 'TwrBsMyt']);
  expect(filters.bytes).toBeLessThan(MOST);
  const [low = Number.NaN, high = Number.NaN] = filters.means;
  expect(low / (filters.means[5] ?? 0)).toBeCloseTo(1, 3);
  expect(Math.abs(high)).toBeLessThan(1);
});

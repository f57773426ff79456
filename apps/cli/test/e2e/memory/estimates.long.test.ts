import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { ballastWith } from '../support/with-environment.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder[Symbol.dispose]());

const batchText = (files: string, columns: string, channels = ''): string => `version: 1
batch: estimated
reader: openfast
inputs: { directory: ./${files}, include: ["*.outb"] }
output: ./out
${channels}tables: [{ name: t, layout: wide, columns: ${columns} }]
`;

const STATISTICS = '[{ variable: "*", statistics: all }]';
/** Reads the file again, forward and backward. */
const FILTERS = 'channels: { Slow: { of: GenPwr, filter: { lowpass: 0.05 } } }\n';
const FILTERED = '[{ variable: Slow, statistics: all }]';

function command(...args: readonly string[]): Promise<Ended> {
  return ballastWith({ BALLAST_DATA_HOME: path.join(folder.path, 'data') }, args);
}

interface Figures {
  readonly makespanSeconds: number;
  readonly predictedMakespanSeconds: number | null;
  readonly predictedMakespan90Seconds: number | null;
  readonly lowerBoundSeconds: number | null;
  readonly makespanPerLowerBound: number | null;
}

async function figuresOf(batch: string): Promise<Figures> {
  const { code, stderr } = await command('run', batch, '--quiet', '--fresh');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const text = readFileSync(path.join(folder.path, 'out', 'report.json'), 'utf8');
  return (JSON.parse(text) as { readonly figures: Figures }).figures;
}

async function predictedBy(batch: string): Promise<{ readonly expected: number; readonly upper: number }> {
  const { stdout } = await command('plan', batch, '--json');
  return (JSON.parse(stdout) as { readonly makespanSeconds: { expected: number; upper: number } })
    .makespanSeconds;
}

interface Cell {
  bytes: number;
  weight: number;
  seconds: number;
}
interface History {
  readonly records: readonly {
    readonly models: { readonly loadRate: { readonly cells: Cell[]; fastest: number } };
  }[];
}

/** As if every batch so far had been starved: 32 KB/s, however many files were loaded at a time. */
function plantStarvedStorage(): void {
  const file = path.join(folder.path, 'data', 'history.json');
  const history = JSON.parse(readFileSync(file, 'utf8')) as History;
  for (const { models } of history.records) {
    for (const cell of models.loadRate.cells)
      Object.assign(cell, { bytes: 3.2e6, weight: 100, seconds: 100 });
    models.loadRate.fastest = 3.2e4;
  }
  writeFileSync(file, JSON.stringify(history));
}

function expectSound({ lowerBoundSeconds, makespanSeconds, makespanPerLowerBound }: Figures): void {
  expect(lowerBoundSeconds ?? 0).toBeLessThanOrEqual(makespanSeconds);
  expect(makespanPerLowerBound ?? 1).toBeGreaterThanOrEqual(1);
}

describe('estimates after a starved storage', () => {
  it('bound no batch by more than it took, and predict the same batch within an order of magnitude', async () => {
    await tool('openfast-files', ['--out', path.join(folder.path, 'a'), '--files', '8', '--size', '2000000']);
    const batch = writeBatch(folder.path, batchText('a', STATISTICS));
    expectSound(await figuresOf(batch));
    plantStarvedStorage();
    const { expected, upper } = await predictedBy(batch);
    const figures = await figuresOf(batch);
    expectSound(figures);
    expect(expected).toBeLessThan(10 * figures.makespanSeconds);
    expect(upper).toBeGreaterThan(expected);
    expect(figures.predictedMakespanSeconds).toBeGreaterThan(0);
    expect(figures.predictedMakespan90Seconds ?? 0).toBeGreaterThan(figures.predictedMakespanSeconds ?? 0);
    const { stdout } = await command('explain', path.join(folder.path, 'out'));
    expect(stdout).toMatch(/predicted to take \S+ m?s, with 90 % probability below \S+ m?s; it took/);
  });

  it('do not expect hours of a large file that other tables read in several passes', async () => {
    await tool('openfast-files', ['--out', path.join(folder.path, 'a'), '--files', '8', '--size', '200000']);
    await tool('openfast-files', ['--out', path.join(folder.path, 'b'), '--size', '90000000']);
    expectSound(await figuresOf(writeBatch(folder.path, batchText('a', STATISTICS))));
    plantStarvedStorage();
    const large = writeBatch(folder.path, batchText('b', FILTERED, FILTERS));
    const { expected } = await predictedBy(large);
    const figures = await figuresOf(large);
    expectSound(figures);
    expect(expected).toBeLessThan(20 * figures.makespanSeconds);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HAS_PROC, largestResident, MIB } from './resident-memory.ts';
import { quoted, readTable, startBallast, temporaryFolder, writeBatch } from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

/** The first guess is a third of the truth. */
const batchText = (library: string): string => `version: 1
batch: memory
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { memory: 1GiB, memoryFactor: 0.9 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: t, layout: wide, columns: [{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }] }
`;

interface ReportFigures {
  readonly figures: {
    readonly meanReservedPerHighWater: number;
    readonly predictionErrorMemory: number;
  };
}

describe.runIf(HAS_COMPILER && HAS_PROC)('a batch under a memory budget', () => {
  it('never holds more than the budget, although the first guess is wrong and one file needs twice as much', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    await standInFiles(sims, ['--files', '16', '--min', '5MB', '--max', '60MB', '--memory-factor', '3']);
    await standInFiles(sims, [
      '--files',
      '1',
      '--min',
      '55MB',
      '--max',
      '55MB',
      '--memory-factor',
      '6',
      '--prefix',
      'odd',
    ]);
    const { child, ended } = startBallast([
      'run',
      writeBatch(folder.path, batchText(library)),
      '--no-history',
    ]);
    const largest = await largestResident(child, ended);
    expect((await ended).code).toBe(0);
    expect(readTable(path.join(folder.path, 'out', 'tables', 't.csv'))).toHaveLength(17);
    expect(largest).toBeGreaterThan(200 * MIB);
    expect(largest).toBeLessThanOrEqual(1024 * MIB);
    const report = JSON.parse(
      readFileSync(path.join(folder.path, 'out', 'report.json'), 'utf8'),
    ) as ReportFigures;
    expect(report.figures.meanReservedPerHighWater).toBeLessThan(1.25);
  });
});

describe.runIf(HAS_COMPILER)('what a batch has learned', () => {
  it('is used by the next one, which predicts better and starts without caution', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    await standInFiles(sims, ['--files', '10', '--min', '20MB', '--max', '40MB', '--memory-factor', '3']);
    const batch = writeBatch(folder.path, batchText(library));
    const errors: number[] = [];
    const reservations: number[] = [];
    for (const out of ['one', 'two']) {
      const args = ['run', batch, '--out', path.join(folder.path, out)];
      const { ended } = startBallast(args, path.join(folder.path, 'data'));
      expect((await ended).code).toBe(0);
      const report = readFileSync(path.join(folder.path, out, 'report.json'), 'utf8');
      errors.push((JSON.parse(report) as ReportFigures).figures.predictionErrorMemory);
      reservations.push(firstReservation(path.join(folder.path, out, 'journal.ndjson')));
    }
    expect(errors[1]).toBeLessThan(errors[0] ?? 0);
    expect(reservations[1]).toBeLessThan(reservations[0] ?? 0);
  });
});

/** The reservation of the first admitted task: four times the first guess while nothing is known. */
function firstReservation(journal: string): number {
  const found = /"type":"admitted".*?"reserved":(\d+)/.exec(readFileSync(journal, 'utf8'));
  return Number(found?.[1]);
}

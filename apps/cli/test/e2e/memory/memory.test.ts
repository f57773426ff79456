import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryBatchText } from '../batches/memory-batch.ts';
import { HAS_PROC, largestResident, MIB } from '../support/resident-memory.ts';
import { readTable, startBallast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';

interface Report {
  readonly files: readonly { readonly reservedAtEndBytes: number; readonly highWaterBytes: number }[];
}

/** Median over the files: one that ends before its memory was sampled keeps the first guess. */
function medianReservedPerHighWater(report: Report): number {
  const ratios = report.files.map((file) => file.reservedAtEndBytes / file.highWaterBytes);
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
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
      writeBatch(folder.path, memoryBatchText(library)),
      '--no-history',
    ]);
    const largest = await largestResident(child, ended);
    expect((await ended).code).toBe(0);
    expect(readTable(path.join(folder.path, 'out', 'tables', 't.csv'))).toHaveLength(17);
    expect(largest).toBeGreaterThan(200 * MIB);
    expect(largest).toBeLessThanOrEqual(1024 * MIB);
    const report = JSON.parse(readFileSync(path.join(folder.path, 'out', 'report.json'), 'utf8')) as Report;
    expect(medianReservedPerHighWater(report)).toBeLessThan(1.25);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryBatchText } from '../batches/memory-batch.ts';
import { startBallast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';

interface ReportFigures {
  readonly figures: {
    readonly predictionErrorMemory: number;
  };
}

describe.runIf(HAS_COMPILER)('what a batch has learned', () => {
  it('is used by the next one, which predicts better and starts without caution', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    await standInFiles(sims, ['--files', '10', '--min', '20MB', '--max', '40MB', '--memory-factor', '3']);
    const batch = writeBatch(folder.path, memoryBatchText(library));
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

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishedBatchOfAllTests } from '../batches/finished-batch.ts';
import { admittedIn, tablesOf } from '../support/journal-of.ts';
import { ballast } from '../support/run-ballast.ts';

const finished = finishedBatchOfAllTests();

describe('the journal of a batch', () => {
  it('is replaced if it is damaged in the middle, and only what may be lost is run again', async () => {
    const { place, batch, journal, tables } = finished;
    const lines = readFileSync(journal, 'utf8').split('\n');
    const settled = lines.findIndex((line) => line.includes('"type":"settled"'));
    const damaged = lines.with(settled, (lines[settled] ?? '').slice(4)).join('\n');
    writeFileSync(journal, damaged);
    const explained = await ballast(['explain', place.out]);
    expect([explained.code, explained.stdout]).toEqual([
      0,
      expect.stringContaining(
        `JOURNAL_DAMAGED: 1 line of the journal is damaged or missing (line ${settled + 1}: `,
      ),
    ]);
    const again = await ballast(['run', batch]);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain(`1 line of the journal is damaged or missing (line ${settled + 1}: `);
    expect(tablesOf(place.out)).toEqual(tables);
    expect(admittedIn(place.out)).toHaveLength(1);
    expect(readFileSync(path.join(place.out, '.ballast', 'journals', '1.ndjson'), 'utf8')).toBe(damaged);
    expect((await ballast(['run', batch])).stdout).toContain('nothing has changed');
  });
});

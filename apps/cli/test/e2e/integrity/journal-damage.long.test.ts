import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { finishedBatch } from '../batches/finished-batch.ts';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';

const place = placeOfEachTest();

const FLIPS = 6;

describe('one flipped bit in the journal of a batch', () => {
  it('is noticed wherever it is, and the tables are as before', async () => {
    const { batch, journal } = await finishedBatch(place);
    const tables = tablesOf(place.out);
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const data = readFileSync(journal);
      const at = Math.floor(((flip + 0.5) * data.length) / FLIPS);
      data[at] = (data[at] ?? 0) ^ (1 << (flip % 8));
      writeFileSync(journal, data);
      const again = await ballast(['run', batch]);
      const where = `byte ${at} of ${data.length}: ${again.stderr}`;
      expect(again.code, where).toBe(0);
      expect(again.stderr, where).toMatch(/damaged or missing \(line \d+|cannot be used|was incomplete/);
      expect(tablesOf(place.out), where).toEqual(tables);
    }
  });
});

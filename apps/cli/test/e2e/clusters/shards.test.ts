import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { shardedBatch } from '../batches/mixed-batch.ts';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';

const place = placeOfEachTest();

it('merges the tables of two shards, byte by byte those of one run, once both have ended', async () => {
  const { batch, tables } = await shardedBatch(place, 4, false);
  const shard = (text: string) => ballast(['run', batch, '--no-history', '--shard', text]);
  const first = await shard('1/2');
  const early = await ballast(['merge', place.out]);
  expect(early.code).toBe(1);
  expect(early.stderr).toContain('SHARDS_UNFINISHED');
  expect(early.stderr).toContain('shard 2 of 2: it has not begun');
  expect(existsSync(path.join(place.out, 'tables'))).toBe(false);
  const second = await shard('2/2');
  // One of them has the file that cannot be read.
  expect([first.code, second.code].sort()).toEqual([0, 1]);
  const merged = await ballast(['merge', place.out]);
  expect(merged.code, merged.stderr).toBe(1);
  expect(merged.stdout).toContain('4 of 5 files succeeded');
  expect(tablesOf(place.out)).toEqual(tables);
});

import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { shardedBatch } from '../batches/mixed-batch.ts';
import { admittedIn, tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { startBallast } from '../support/run-ballast.ts';

/** In each of which the shards and the merge are killed until they have ended. */
const ROUNDS = 2;

const place = placeOfEachTest();

/** The same numbers in each run of the tests: xorshift. */
function randomOf(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

/** Kills a command after some time, again and again, until it ends by itself. */
async function killedUntilDone(args: readonly string[], random: () => number): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    const { child, ended } = startBallast(args);
    const isOver = new Promise<boolean>((resolve) => {
      void ended.then(() => resolve(true));
      // Later each time, so that it gets to its end.
      void pause((50 + 300 * random()) * 1.3 ** kills).then(() => resolve(false));
    });
    if (await isOver) return kills;
    child.kill('SIGKILL');
    await ended;
  }
}

describe('shards of a batch that are killed', () => {
  it.each([
    ['one file for each result', true],
    ['one file for many results', false],
  ])('give the tables of one run, however often they and the merge are killed: %s', async (_, series) => {
    const { batch, tables } = await shardedBatch(place, 12, series);
    const random = randomOf(20_261_129);
    let kills = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      rmSync(place.out, { recursive: true, force: true });
      const shards = ['1/3', '2/3', '3/3'];
      const killed = await Promise.all(
        shards.map((shard) => killedUntilDone(['run', batch, '--no-history', '--shard', shard], random)),
      );
      kills += killed.reduce((sum, one) => sum + one, 0);
      kills += await killedUntilDone(['merge', place.out], random);
      expect(tablesOf(place.out)).toEqual(tables);
      // The merge itself reads nothing.
      expect(admittedIn(place.out)).toEqual([]);
    }
    expect(kills).toBeGreaterThanOrEqual(2 * ROUNDS);
  });
});

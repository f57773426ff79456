import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admittedIn, journalOf, recorded, tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, type Ended, readTable, startBallast } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';
import { batchOf, COLUMN, makeFiles, run, standInBatch, undisturbed } from './incremental-batch.ts';

const place = placeOfEachTest();

describe('a finished batch that is run again', () => {
  it('does nothing on `resume` either, and processes only what has changed', async () => {
    await makeFiles(3, place.sims);
    await run(batchOf(place));
    const again = await ballast(['resume', place.out]);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing has changed: 3 results'),
    });
    rmSync(path.join(place.sims, 'case-0002.outb'));
    expect((await ballast(['resume', place.out])).code).toBe(0);
    expect(readTable(path.join(place.out, 'tables', 'wide.csv')).map((row) => row.file)).toEqual([
      'case-0001.outb',
      'case-0003.outb',
    ]);
  });

  it('recreates deleted tables without reading any input', async () => {
    await makeFiles(2, place.sims);
    await run(batchOf(place));
    const tables = tablesOf(place.out);
    rmSync(path.join(place.out, 'tables', 'wide.csv'));
    await run(batchOf(place));
    expect(tablesOf(place.out)).toEqual(tables);
    expect(admittedIn(place.out)).toHaveLength(2);
  });

  it('computes one row again for a file that was only touched', async () => {
    await makeFiles(3, place.sims);
    await run(batchOf(place));
    const tables = tablesOf(place.out);
    utimesSync(path.join(place.sims, 'case-0002.outb'), 1e9, 1e9);
    await run(batchOf(place));
    expect(admittedIn(place.out)).toEqual(['case-0002.outb']);
    expect(tablesOf(place.out)).toEqual(tables);
  });

  it('retries what failed, and nothing else', async () => {
    await makeFiles(3, place.sims);
    writeFileSync(path.join(place.sims, 'broken.outb'), Buffer.alloc(64, 7));
    for (const attempts of [1, 2]) {
      expect((await ballast(['run', batchOf(place)])).code).toBe(1);
      expect(admittedIn(place.out)).toHaveLength(3 + attempts);
      expect(admittedIn(place.out).filter((file) => file === 'broken.outb')).toHaveLength(attempts);
    }
  });

  it('starts over with --fresh and keeps the earlier outputs', async () => {
    await makeFiles(2, place.sims);
    await run(batchOf(place));
    const tables = tablesOf(place.out);
    const again = await run(batchOf(place), '--fresh');
    expect(again.stderr).toContain(path.join(place.out, 'earlier-1'));
    expect(admittedIn(place.out)).toHaveLength(2);
    expect(tablesOf(path.join(place.out, 'earlier-1'))).toEqual(tables);
    expect(tablesOf(place.out)).toEqual(tables);
  });

  it('finds a change with --verify that neither the size nor the modification time shows', async () => {
    await makeFiles(2, place.sims);
    const file = path.join(place.sims, 'case-0001.outb');
    utimesSync(file, 1e9, 1e9);
    const verified = (): Promise<Ended> => run(batchOf(place), '--verify');
    await verified();
    expect((await verified()).stdout).toContain('nothing has changed: 2 results');
    const fd = openSync(file, 'r+');
    writeSync(fd, Buffer.from([0x40]), 0, 1, statSync(file).size - 4);
    closeSync(fd);
    utimesSync(file, 1e9, 1e9);
    expect((await run(batchOf(place))).stdout).toContain('nothing has changed');
    await verified();
    expect(admittedIn(place.out).at(-1)).toBe('case-0001.outb');
    expect(tablesOf(place.out)).toEqual(await undisturbed(place, batchOf(place)));
  });
});

describe('a batch whose tables have changed', () => {
  it('reads everything if the earlier results are damaged, whether or not the batch is the same', async () => {
    await makeFiles(2, place.sims);
    await run(batchOf(place));
    const damage = (): void => {
      const results = path.join(place.out, '.ballast', 'results');
      for (const name of readdirSync(results)) writeFileSync(path.join(results, name), '{"facts"');
    };
    damage();
    const { stderr } = await run(batchOf(place));
    expect(stderr).toMatch(/the result of case-0001\.outb was damaged \(.+\); case-0001\.outb is read again/);
    expect(admittedIn(place.out)).toHaveLength(4);
    for (const columns of [
      ['{ variable: TwrBsMyt, statistics: [min] }'],
      [COLUMN, '{ variable: RotSpeed }'],
    ]) {
      damage();
      await run(batchOf(place, columns));
      expect(admittedIn(place.out)).toHaveLength(2);
      expect(tablesOf(place.out)).toEqual(await undisturbed(place, batchOf(place, columns)));
    }
  });

  it('keeps files of time series, and removes those of inputs that are gone', async () => {
    await makeFiles(3, place.sims);
    const samples = '  - { name: motion, layout: time-series, columns: [{ variable: PtfmSurge }] }\n';
    await run(batchOf(place, [COLUMN], samples));
    const before = tablesOf(place.out);
    await run(batchOf(place, ['{ variable: TwrBsMyt, statistics: [mean] }'], samples));
    expect(admittedIn(place.out)).toEqual([]);
    expect(tablesOf(place.out)).toMatchObject({ 'case-0001_motion.csv': before['case-0001_motion.csv'] });
    rmSync(path.join(place.sims, 'case-0001.outb'));
    await run(batchOf(place, ['{ variable: TwrBsMyt, statistics: [mean] }'], samples));
    expect(Object.keys(tablesOf(place.out)).toSorted()).toEqual([
      'case-0002_motion.csv',
      'case-0003_motion.csv',
      'long.csv',
      'wide.csv',
    ]);
    expect(admittedIn(place.out)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER)('the library', () => {
  it.each([
    ['once', 'succeeded'],
    ['again and again', 'unstable-input'],
  ])('reads a file that is written to %s meanwhile: %s', async (often, status) => {
    const slow = ['--files', '1', '--fault', 'slow-load', '--fault-argument', '600'];
    const batch = (await standInBatch(place, slow))(['{ object: Vessel1, variable: X, statistics: [max] }']);
    const [name = ''] = readdirSync(place.sims);
    const { ended } = startBallast(['run', batch]);
    await recorded(place.out, 'worker-started', 1);
    const write = (): void => appendFileSync(path.join(place.sims, name), 'x');
    // The first attempt begins to load some time after its process started: write until it has failed.
    const writing = setInterval(write, 50);
    if (often === 'once') void recorded(place.out, 'requeued', 1).finally(() => clearInterval(writing));
    const { code, stderr } = await ended;
    clearInterval(writing);
    const [row] = readTable(path.join(place.out, 'tables', 'wide.csv'));
    expect(row?.status).toBe(status);
    expect(code).toBe(status === 'succeeded' ? 0 : 1);
    if (status === 'unstable-input') expect(stderr).toContain('was still being written to');
    expect(journalOf(place.out).filter(({ type }) => type === 'requeued')).toHaveLength(1);
  });
});

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admittedIn, tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';
import { ballastWith } from '../support/with-environment.ts';
import {
  batchOf,
  COLUMN,
  makeFiles,
  readBytes,
  run,
  snapshot,
  standInBatch,
  undisturbed,
} from './incremental-batch.ts';

const place = placeOfEachTest();

describe('a finished batch that is run again', () => {
  it('does nothing, reports that, and writes neither to the output folder nor next to the inputs', async () => {
    await makeFiles(4, place.sims);
    const before = snapshot(place.sims);
    const first = await run(batchOf(place), '--json');
    const left = snapshot(place.out);
    const again = await run(batchOf(place));
    expect(again.stdout).toMatch(/^nothing has changed: 4 results as before\n4 of 4 files succeeded/);
    const json = await run(batchOf(place), '--json');
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(first.stdout));
    expect(snapshot(place.out)).toEqual(left);
    expect(snapshot(place.sims)).toEqual(before);
  });

  it('computes the row of a changed input, drops that of a removed one, and adds one for a new one', async () => {
    await makeFiles(5, place.sims);
    const text = batchOf(place);
    await run(text);
    await makeFiles(1, path.join(place.folder, 'other'), 9);
    const other = readFileSync(path.join(place.folder, 'other', 'case-0001.outb'));
    writeFileSync(path.join(place.sims, 'case-0003.outb'), other);
    rmSync(path.join(place.sims, 'case-0002.outb'));
    writeFileSync(path.join(place.sims, 'case-0000.outb'), other);
    const again = await run(text);
    expect(again.stderr).toContain(
      '3 results of 5 as before; 2 files to read; 1 file no longer among the inputs',
    );
    expect(admittedIn(place.out).toSorted()).toEqual(['case-0000.outb', 'case-0003.outb']);
    expect((await ballast(['verify', place.out])).stdout).toContain('as written: 5 result files');
    expect(readdirSync(path.join(place.out, '.ballast', 'journals'))).toEqual(['1.ndjson']);
    expect(tablesOf(place.out)).toEqual(await undisturbed(place, text));
  });
});

describe('a batch whose tables have changed', () => {
  it('opens no input for a new statistic, another label or order, or fewer columns', async () => {
    await makeFiles(3, place.sims);
    await run(batchOf(place, [COLUMN, '{ variable: RotSpeed, statistics: [mean] }']));
    const before = snapshot(place.sims);
    const batch = batchOf(place, ['{ variable: TwrBsMyt, statistics: [kurt, max], label: My }']);
    const again = await run(batch);
    expect(again.stderr).toContain('3 results reused without reading');
    expect([admittedIn(place.out), readBytes(place)]).toEqual([[], 0]);
    expect(tablesOf(place.out)).toEqual(await undisturbed(place, batch));
    expect(snapshot(place.sims)).toEqual(before);
  });

  it('reads only what is new, even if the previous batch read nothing', async () => {
    await makeFiles(3, place.sims);
    await run(batchOf(place));
    const columns = [
      COLUMN,
      '{ variable: RotSpeed, statistics: [mean] }',
      '{ variable: Wind1VelX, period: [1, 3] }',
    ];
    const again = await run(batchOf(place, columns));
    expect(again.stderr).toContain('reads only what is missing for 3 files');
    expect(tablesOf(place.out)).toEqual(await undisturbed(place, batchOf(place, columns)));
    // Results that an interrupted batch did not reach are still available from the one before it.
    const journal = path.join(place.out, 'journal.ndjson');
    const [header = '', ...lines] = readFileSync(journal, 'utf8').split('\n');
    const inputs = lines.filter((line) => line.includes('"type":"input"'));
    writeFileSync(journal, `${[header, ...inputs].join('\n')}\n`);
    const statistic = [...columns, '{ variable: GenPwr, statistics: [max] }'];
    expect((await run(batchOf(place, statistic))).stderr).toContain('reads only what is missing for 3 files');
    expect(tablesOf(place.out)).toEqual(await undisturbed(place, batchOf(place, statistic)));
  });
});

describe.runIf(HAS_COMPILER)('the library', () => {
  it('reads only the new series, and nothing if only statistics are new', async () => {
    const batch = await standInBatch(place, ['--files', '2']);
    const counters = path.join(place.folder, 'counters');
    const seriesAskedFor = async (columns: readonly string[]): Promise<number> => {
      rmSync(counters, { recursive: true, force: true });
      mkdirSync(counters);
      const ended = await ballastWith({ BALLAST_STANDIN_COUNTERS: counters }, ['run', batch(columns)]);
      expect(ended).toMatchObject({ code: 0 });
      const counted = readdirSync(counters).map((name) =>
        JSON.parse(readFileSync(path.join(counters, name), 'utf8')),
      );
      return counted.reduce((sum, { series }: { series?: number }) => sum + (series ?? 0), 0);
    };
    const [x, y, z] = ['X', 'Y', 'Z'].map(
      (variable) => `{ object: Vessel1, variable: ${variable}, statistics: [max] }`,
    ) as [string, string, string];
    const all = await seriesAskedFor([x, y]);
    expect(all).toBeGreaterThan(0);
    expect(await seriesAskedFor([y, x, z])).toBe(all / 2);
    expect(await seriesAskedFor([z.replace('max', 'min, kurt'), x])).toBe(0);
    const wide = tablesOf(place.out);
    expect(wide).toEqual(await undisturbed(place, batch([z.replace('max', 'min, kurt'), x])));
  });
});

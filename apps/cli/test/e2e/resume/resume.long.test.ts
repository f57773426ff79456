import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admittedAgain, FILES, killedAfter, slowBatch } from '../batches/slow-batch.ts';
import { admittedIn, journalOf, recorded } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable, startBallast } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';

const place = placeOfEachTest();

describe.runIf(HAS_COMPILER)('a batch whose coordinator was killed', () => {
  it('leaves no half-written tables and reports', async () => {
    const batch = await slowBatch(place);
    await killedAfter(place, batch, 2);
    const halves = ['tables/wide.csv.999999.part', 'report.json.999999.part', 'batch.effective.yml.7.part'];
    const others = ['tables/mine.part', 'notes.1.part'];
    for (const name of [...halves, ...others]) writeFileSync(path.join(place.out, name), 'half');
    expect((await ballast(['run', batch])).code).toBe(0);
    expect(halves.filter((name) => existsSync(path.join(place.out, name)))).toEqual([]);
    expect(others.filter((name) => existsSync(path.join(place.out, name)))).toEqual(others);
  });

  it('is resumed by the name of its output folder, and again after another kill', async () => {
    const batch = await slowBatch(place);
    await killedAfter(place, batch, 2);
    const again = startBallast(['resume', place.out]);
    await recorded(place.out, 'settled', 5);
    again.child.kill('SIGKILL');
    await again.ended;
    expect((await ballast(['resume', place.out])).code).toBe(0);
    expect(readTable(path.join(place.out, 'tables', 'wide.csv')).map((row) => row.status)).toEqual(
      Array(FILES).fill('succeeded'),
    );
    const records = journalOf(place.out);
    expect(records.filter(({ type }) => type === 'resumed')).toHaveLength(2);
    expect(admittedAgain(records)).toEqual([]);
  });

  it('reads changed files again, and reuses its results with other resources', async () => {
    const batch = await slowBatch(place);
    await killedAfter(place, batch, 4);
    const first = journalOf(place.out).find(({ type }) => type === 'settled')?.task ?? 0;
    const name =
      journalOf(place.out).find(({ type, task }) => type === 'input' && task === first)?.file ?? '';
    utimesSync(path.join(place.folder, 'sims', name), 1e9, 1e9);
    const changed = startBallast(['run', batch]);
    await recorded(place.out, 'kept', 3);
    await recorded(place.out, 'admitted', 1);
    changed.child.kill('SIGKILL');
    await changed.ended;
    const other = await ballast(['run', batch, '--workers', '1']);
    expect(other.code).toBe(0);
    expect(other.stderr).toMatch(/from the batch in .*earlier-1: \d+ results reused without reading/);
    const earlier = journalOf(path.join(place.out, 'earlier-1'));
    const kept = earlier.filter(({ type }) => type === 'kept').map(({ task }) => task);
    expect(kept).not.toContain(first);
    expect(admittedIn(place.out).length).toBeLessThanOrEqual(FILES - kept.length);
    expect(readTable(path.join(place.out, 'tables', 'wide.csv'))).toHaveLength(FILES);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openedAt } from '@ballast/dashboard/testing';
import { describe, expect, it } from 'vitest';
import { watchedBatch } from '../batches/watched-batch.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, processesWith, startBallast } from '../support/run-ballast.ts';

const place = placeOfEachTest();

describe('a batch with a dashboard', () => {
  it('loses nothing when the dashboard is killed', async () => {
    const batch = await watchedBatch(place, 40);
    const { child, ended } = startBallast(['run', batch, '--dashboard']);
    await openedAt(child);
    const companions = processesWith('--companion').filter((one) => isOf(one, place.out));
    if (process.platform === 'linux') expect(companions).toHaveLength(1);
    for (const pid of companions) process.kill(pid, 'SIGKILL');
    const watched = await ended;
    expect(watched.code).toBe(0);
    const table = (out: string): string => readFileSync(path.join(out, 'tables', 'wide.csv'), 'utf8');
    const alone = path.join(place.folder, 'alone');
    expect((await ballast(['run', batch, '--out', alone])).code).toBe(0);
    expect(table(place.out)).toBe(table(alone));
  });
});

function isOf(pid: number, out: string): boolean {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8').includes(out);
}

import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type MixedBatch, shardedBatch } from '../batches/mixed-batch.ts';
import { admittedIn, tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, type Ended, startBallast } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';

const place = placeOfAllTests();
let shared: MixedBatch;
beforeAll(async () => {
  shared = await shardedBatch(place, 4);
});
beforeEach(() => shared.again());

const NO_HISTORY = '--no-history';

const folderOf = (shard: string): string =>
  path.join(place.out, '.ballast', 'shards', shard.replace('/', '-of-'));

const run = (batch: string, shard: string): Promise<Ended> =>
  ballast(['run', batch, NO_HISTORY, '--shard', shard]);

describe('shards of a batch', () => {
  it('are refused if one is of another batch, and the shard is named', async () => {
    const { batch } = shared;
    await run(batch, '1/2');
    writeFileSync(batch, readFileSync(batch, 'utf8').replace('[max, rms]', '[max, min]'));
    await run(batch, '2/2');
    const merged = await ballast(['merge', place.out]);
    expect(merged.code).toBe(3);
    expect(merged.stderr).toContain('SHARD_FOREIGN');
    expect(merged.stderr).toContain('shard 2 of 2');
    expect(existsSync(path.join(place.out, 'journal.ndjson'))).toBe(false);
  });

  it('are refused if a copy stands in for another one', async () => {
    const { batch } = shared;
    await run(batch, '1/2');
    cpSync(folderOf('1/2'), folderOf('2/2'), { recursive: true });
    const merged = await ballast(['merge', place.out]);
    expect(merged.code).toBe(3);
    expect(merged.stderr).toContain('SHARDS_STALE');
    expect(merged.stderr).toContain('is in no shard');
  });

  it('read only what has changed, and are merged again', async () => {
    const { batch } = shared;
    for (const shard of ['1/2', '2/2']) await run(batch, shard);
    expect((await ballast(['merge', place.out])).code).toBe(1);
    const changed = path.join(place.sims, 'large', 'case-0001.outb');
    const whole = readFileSync(changed);
    onTestFinished(() => writeFileSync(changed, whole));
    writeFileSync(changed, readFileSync(path.join(place.sims, 'large', 'case-0002.outb')));
    const stale = await ballast(['merge', place.out]);
    expect(stale.code).toBe(3);
    expect(stale.stderr).toContain('large/case-0001.outb has changed since shard');
    for (const shard of ['1/2', '2/2']) await run(batch, shard);
    // A shard with a file that has changed begins a new journal; the other one continues its own.
    const admitted = ['1/2', '2/2'].flatMap((shard) => admittedIn(folderOf(shard)));
    expect(admitted.filter((file) => file === 'large/case-0001.outb')).toHaveLength(1);
    expect(admitted.filter((file) => file === 'large/case-0002.outb').length).toBeLessThanOrEqual(1);
    const merged = await ballast(['merge', place.out]);
    expect(merged.stderr).not.toContain('SHARDS_STALE');
    const reference = path.join(place.folder, 'reference-2');
    await ballast(['run', batch, NO_HISTORY, '--out', reference]);
    expect(tablesOf(place.out)).toEqual(tablesOf(reference));
  });

  it('may be more than there are files', async () => {
    const { batch, tables } = shared;
    for (const shard of ['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']) {
      const { code, stderr } = await run(batch, shard);
      expect([0, 1], stderr).toContain(code);
    }
    expect((await ballast(['merge', place.out])).stdout).toContain('4 of 5 files succeeded');
    expect(tablesOf(place.out)).toEqual(tables);
  });

  it('leave room for a batch that was in the folder before, and stay where they are', async () => {
    const { batch, tables } = shared;
    const text = readFileSync(batch, 'utf8');
    await run(batch, '1/2');
    writeFileSync(batch, text.replace('[max, rms]', '[min]'));
    expect((await ballast(['run', batch, NO_HISTORY])).code).toBe(1);
    writeFileSync(batch, text);
    await run(batch, '2/2');
    const merged = await ballast(['merge', place.out]);
    expect(merged.stderr).toContain('earlier-1');
    expect(tablesOf(place.out)).toEqual(tables);
    expect(existsSync(folderOf('1/2'))).toBe(true);
    expect(existsSync(path.join(place.out, 'earlier-1', '.ballast', 'plan.json'))).toBe(true);
  });

  it('name a result that was damaged, and read its file again', async () => {
    const { batch, tables } = shared;
    for (const shard of ['1/2', '2/2']) await run(batch, shard);
    const journal = readFileSync(path.join(folderOf('1/2'), 'journal.ndjson'), 'utf8');
    const [result = ''] = /\.ballast\/results\/[0-9a-f-]+\.json/.exec(journal) ?? [];
    appendFileSync(path.join(folderOf('1/2'), result), ' ');
    const merged = await ballast(['merge', place.out]);
    expect(merged.code).toBe(3);
    expect(merged.stderr).toContain('SHARD_DAMAGED');
    const [again = ''] = /ballast run "[^"]+" --shard 1\/2 --verify/.exec(merged.stderr) ?? [];
    const [, effective = ''] = /"([^"]+)"/.exec(again) ?? [];
    await ballast(['run', effective, NO_HISTORY, '--shard', '1/2', '--verify']);
    await ballast(['merge', place.out]);
    expect(tablesOf(place.out)).toEqual(tables);
  });
});

describe('the lock of a shard', () => {
  it('keeps a second process waiting while another machine holds it', async () => {
    const { batch } = shared;
    await run(batch, '1/1');
    const lock = path.join(folderOf('1/1'), '.ballast.lock');
    const holder = { owner: '', pid: 7, host: 'another-node', startedAt: '2026-01-02T03:04:05.000Z' };
    writeFileSync(lock, JSON.stringify(holder));
    const { child, ended } = startBallast(['run', batch, NO_HISTORY, '--shard', '1/1']);
    let told = '';
    child.stderr?.on('data', (text: string) => {
      told += text;
    });
    await until('a word about the lock', () => told.includes('waiting up to 10 min'));
    expect(child.exitCode).toBeNull();
    rmSync(lock);
    expect((await ended).code).toBe(1);
  });

  it('refuses a second process of a whole batch at once, as before', async () => {
    const { batch } = shared;
    await ballast(['run', batch, NO_HISTORY]);
    const holder = { owner: '', pid: 7, host: 'another-node', startedAt: '2026-01-02T03:04:05.000Z' };
    writeFileSync(path.join(place.out, '.ballast.lock'), JSON.stringify(holder));
    const { code, stderr } = await ballast(['run', batch, NO_HISTORY]);
    expect(code).toBe(3);
    expect(stderr).toContain('OUTPUT_IN_USE');
  });
});

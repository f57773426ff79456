import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATCH, makeFiles } from '../batches/output-batch.ts';
import { ballast, temporaryFolder, unprivilegedUser, writeBatch } from '../support/run-ballast.ts';

describe('an output folder', () => {
  it.each(['report.json', 'tables/wide.csv'])(
    'with a foreign %s is refused and left as it is',
    async (name) => {
      using folder = temporaryFolder();
      await makeFiles(path.join(folder.path, 'sims'));
      const foreign = path.join(folder.path, 'out', name);
      mkdirSync(path.dirname(foreign), { recursive: true });
      writeFileSync(foreign, 'mine');
      const ended = await ballast(['run', writeBatch(folder.path, BATCH)]);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain('OUTPUT_NOT_OURS');
      expect(ended.stderr).toContain(path.join(folder.path, 'out', name.split('/')[0] ?? ''));
      expect(ended.stderr).toContain('--out');
      expect(readFileSync(foreign, 'utf8')).toBe('mine');
      expect(readdirSync(path.join(folder.path, 'out'))).toHaveLength(1);
    },
  );

  it('is refused with the name of the process that holds it, and taken over if that process is dead', async () => {
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'));
    const batch = writeBatch(folder.path, BATCH);
    const lock = path.join(folder.path, 'out', '.ballast.lock');
    mkdirSync(path.dirname(lock));
    const held = { pid: process.pid, host: hostname(), startedAt: '2026-01-02T03:04:05.000Z' };
    writeFileSync(lock, JSON.stringify(held));
    const refused = await ballast(['run', batch]);
    expect(refused.code).toBe(3);
    for (const part of ['OUTPUT_IN_USE', `${held.pid}`, held.host, held.startedAt]) {
      expect(refused.stderr).toContain(part);
    }
    expect(readdirSync(path.dirname(lock))).toEqual(['.ballast.lock']);
    // Higher than any number that a system gives to a process.
    writeFileSync(lock, JSON.stringify({ ...held, pid: 2 ** 31 - 2 }));
    const taken = await ballast(['run', batch]);
    expect(taken.code).toBe(0);
    expect(taken.stderr).toContain('takes it over');
    expect(existsSync(lock)).toBe(false);
  });

  it('is reported before anything runs if it cannot be made', async () => {
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'));
    const batch = writeBatch(folder.path, BATCH);
    const places = [batch, path.join(batch, 'below')];
    if (existsSync('/proc/self')) places.push('/proc/ballast-out');
    for (const place of places) {
      const ended = await ballast(['run', batch, '--out', place]);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain('OUTPUT_UNWRITABLE');
      expect(ended.stderr).toContain(place);
    }
  });

  it('is reported if this user may not write to it, as are inputs below a folder that this user may not read', async () => {
    const user = unprivilegedUser();
    if (user === null) return expect(process.platform).toBe('win32');
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'));
    chmodSync(folder.path, 0o755);
    for (const [name, mode] of [
      ['locked', 0o555],
      ['closed', 0o000],
    ] as const) {
      mkdirSync(path.join(folder.path, name, 'below'), { recursive: true });
      chmodSync(path.join(folder.path, name), mode);
    }
    const batch = writeBatch(folder.path, BATCH);
    const ended = await ballast(['run', batch, '--out', path.join(folder.path, 'locked', 'out')], user);
    expect([ended.code, ended.stderr]).toEqual([3, expect.stringContaining('OUTPUT_UNWRITABLE')]);
    for (const closed of ['closed', 'closed/below']) {
      const other = writeBatch(folder.path, BATCH.replace('./sims', closed));
      const unread = await ballast(['run', other, '--out', path.join(folder.path, 'o')], user);
      expect([unread.code, unread.stderr]).toEqual([3, expect.stringContaining('INPUT_FOLDER_UNREADABLE')]);
    }
    chmodSync(path.join(folder.path, 'closed'), 0o700);
  });
});

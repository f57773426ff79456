import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder } from '../support/run-ballast.ts';
import { ballastWith } from '../support/with-environment.ts';

describe('ballast doctor', () => {
  it('prints what it found in sections, and exits with 0 even if things are missing', async () => {
    using folder = temporaryFolder();
    const variables = {
      BALLAST_ORCFXAPI: path.join(folder.path, 'none.so'),
      BALLAST_DATA_HOME: path.join(folder.path, 'data'),
    };
    const ended = await ballastWith(variables, ['doctor', folder.path]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const titles = ended.stdout.split('\n').filter((line) => /^\w/.test(line));
    expect(titles).toEqual([
      'Ballast',
      'Machine',
      'Cores',
      'Memory',
      'Pressure',
      'Storage',
      'OrcFxAPI',
      'History',
      'Missing or reduced here',
    ]);
    expect(ended.stdout).toContain(`Node            ${process.versions.node}`);
    expect(ended.stdout).toContain('none.so: no such file');
    expect(ended.stdout).toContain(path.join(folder.path, 'data', 'history.json'));
  });

  it('prints limits in bytes as JSON, also for a folder that does not exist', async () => {
    using folder = temporaryFolder();
    const missing = path.join(folder.path, 'no');
    const args = ['doctor', missing, '--json', '--measure-storage'];
    const ended = await ballastWith({ BALLAST_DATA_HOME: missing }, args);
    expect(ended.code).toBe(0);
    const found = JSON.parse(ended.stdout);
    expect(found).toMatchObject({
      directory: { present: false },
      storageRate: { measured: false },
      history: { present: false, records: 0 },
    });
    expect(found.memory.limitBytes).toBeGreaterThan(found.memory.budgetBytes);
    expect(found.cores.usable).toBeGreaterThanOrEqual(1);
  });

  it('writes a file of its own if there are too few, and removes it', async () => {
    using folder = temporaryFolder();
    const ended = await ballast(['doctor', folder.path, '--measure-storage']);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/read +a file written for this and removed again/);
    expect(ended.stdout).toMatch(/8 readers +[\d.]+ [KMG]iB\/s/);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

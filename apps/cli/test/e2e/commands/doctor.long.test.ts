import { randomFillSync } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, startBallast, temporaryFolder } from '../support/run-ballast.ts';

interface Row {
  readonly readers: number;
  readonly bytes: number;
  readonly seconds: number;
}

describe('ballast doctor --measure-storage', () => {
  it('measures the files of a folder with 1, 2, 4 and 8 readers', async () => {
    using folder = temporaryFolder();
    const piece = randomFillSync(Buffer.alloc(2 ** 20));
    writeFileSync(path.join(folder.path, 'a.sim'), Buffer.concat(Array(130).fill(piece)));
    const ended = await ballast(['doctor', folder.path, '--measure-storage', '--json']);
    const { storageRate } = JSON.parse(ended.stdout);
    expect(storageRate).toMatchObject({ measured: true, read: 'files', files: 1, problems: [] });
    expect(storageRate.rates.map(({ readers }: Row) => readers)).toEqual([1, 2, 4, 8]);
    expect(storageRate.rates.every(({ bytes, seconds }: Row) => bytes > 0 && seconds > 0)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['a.sim']);
  });

  it.runIf(process.platform !== 'win32')('leaves no file behind when it is interrupted', async () => {
    using folder = temporaryFolder();
    const { child, ended } = startBallast(['doctor', folder.path, '--measure-storage']);
    while (readdirSync(folder.path).length === 0 && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { ballastWith } from '../support/with-environment.ts';

const BATCH = `version: 1
batch: files
reader: openfast
inputs: { directory: ./sims, include: ["**/*"] }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*", statistics: [max] }] }
`;

/** Name of every file of the cache, and which file of the disk it is. */
function keptIn(cache: string): Record<string, number> {
  return Object.fromEntries(readdirSync(cache).map((name) => [name, statSync(path.join(cache, name)).ino]));
}

describe('the code that was compiled for a command', () => {
  it('is used by the same command afterwards, which keeps nothing again', async () => {
    using folder = temporaryFolder();
    const cache = path.join(folder.path, 'cache');
    mkdirSync(path.join(folder.path, 'sims'));
    for (const name of ['a.out', 'b.out']) {
      writeFileSync(path.join(folder.path, 'sims', name), 'Time\tA\n(s)\t(m)\n0.0\t1.5\n0.1\t2.5\n');
    }
    const args = ['run', writeBatch(folder.path, BATCH), '--fresh', '--quiet', '--no-history'];
    const run = async (): Promise<Record<string, number>> => {
      expect(await ballastWith({ BALLAST_CODE_CACHE: cache }, args)).toMatchObject({ code: 0, stderr: '' });
      return keptIn(cache);
    };
    // The second one also moves the first one aside.
    await run();
    const before = await run();
    expect(Object.keys(before).some((name) => name.startsWith('run-'))).toBe(true);
    expect(await run()).toEqual(before);
  });
});

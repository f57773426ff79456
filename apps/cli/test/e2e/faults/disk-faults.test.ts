import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admittedIn } from '../support/journal-of.ts';
import { ballast, processesWith, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { mounted, whyNoDisk } from '../support/small-disk.ts';

const KIB = 1024;
const FILES = 20;

const openfastText = `version: 1
batch: disk
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*", statistics: all }] }
`;

const run = (batch: string, ...more: string[]): ReturnType<typeof ballast> =>
  ballast(['run', batch, '--no-history', ...more]);

describe.runIf(whyNoDisk === null)('a disk that becomes full', () => {
  it('stops the batch with code 5 and a hint; once there is space again, the batch resumes and loses nothing', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'out');
    using disk = mounted(out);
    expect(disk).toBeDefined();
    await tool('openfast-files', [
      '--out',
      path.join(folder.path, 'sims'),
      '--files',
      String(FILES),
      '--rows',
      '50',
      '--channels',
      '30',
    ]);
    const batch = writeBatch(folder.path, openfastText);
    const ballastInTheWay = path.join(out, 'something-large');
    const { bavail, bsize } = statfsSync(out);
    writeFileSync(ballastInTheWay, Buffer.alloc(bavail * bsize - 100 * KIB, 1));
    const full = await run(batch);
    expect(full.code).toBe(5);
    expect(full.stderr).toMatch(/storage is full|no room/);
    expect(full.stderr).toContain(`Make room on the storage that holds ${out}`);
    expect(processesWith(folder.path)).toEqual([]);
    rmSync(ballastInTheWay);
    const again = await run(batch);
    expect(again.code).toBe(0);
    const elsewhere = path.join(folder.path, 'elsewhere');
    expect((await run(batch, '--out', elsewhere)).code).toBe(0);
    const table = (of: string): string => readFileSync(path.join(of, 'tables', 'all.csv'), 'utf8');
    expect(table(out)).toBe(table(elsewhere));
    const admitted = admittedIn(out).length;
    // Some were done before the disk was full, and are not done again.
    expect(admitted).toBeLessThan(2 * FILES);
  });

  it('is reported before anything runs if it was full from the beginning', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'out');
    using disk = mounted(out, 'ro');
    expect(disk).toBeDefined();
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--files', '1', '--rows', '5']);
    const ended = await run(writeBatch(folder.path, openfastText));
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('OUTPUT_UNWRITABLE');
  });
});

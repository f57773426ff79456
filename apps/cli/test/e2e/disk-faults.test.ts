import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ballast,
  processesWith,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  tool,
  writeBatch,
} from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

const KIB = 1024;
const FILES = 40;

const openfastText = `version: 1
batch: disk
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*", statistics: all }] }
`;

const orcaflexText = (library: string): string => `version: 1
batch: disk
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 2 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: all, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

/** A small file system in memory at a folder; a reason where none can be mounted. */
function smallDisk(folder: string, ...options: string[]): { [Symbol.dispose](): void } | string {
  mkdirSync(folder, { recursive: true });
  const args = ['-t', 'tmpfs', '-o', ['size=4m', ...options].join(','), 'tmpfs', folder];
  const mounted = spawnSync('mount', args, { encoding: 'utf8' });
  if (mounted.status !== 0) return mounted.error?.message ?? mounted.stderr.trim();
  return { [Symbol.dispose]: () => void spawnSync('umount', [folder]) };
}

const whyNoDisk = reasonAgainstDisks();
if (whyNoDisk !== null) console.warn(`skipped: no file system can be mounted here: ${whyNoDisk}`);

function reasonAgainstDisks(): string | null {
  if (process.platform !== 'linux') return 'not on Linux';
  using folder = temporaryFolder();
  const disk = smallDisk(path.join(folder.path, 'disk'));
  if (typeof disk === 'string') return disk;
  disk[Symbol.dispose]();
  return null;
}

function mounted(folder: string, ...options: string[]): { [Symbol.dispose](): void } {
  const disk = smallDisk(folder, ...options);
  if (typeof disk === 'string') throw new Error(disk);
  return disk;
}

const run = (batch: string, ...more: string[]): ReturnType<typeof ballast> =>
  ballast(['run', batch, '--no-history', ...more]);

describe.runIf(whyNoDisk === null)('a disk that becomes full', () => {
  it('stops the batch with code 5 and what to do; with room again it goes on and loses nothing', async () => {
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
    writeFileSync(ballastInTheWay, Buffer.alloc(bavail * bsize - 200 * KIB, 1));
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
    const admitted =
      readFileSync(path.join(out, 'journal.ndjson'), 'utf8').split('"type":"admitted"').length - 1;
    // Some were done before the disk was full, and are not done again.
    expect(admitted).toBeLessThan(2 * FILES);
  });

  it('that was so from the beginning is told before anything runs', async () => {
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

describe.runIf(HAS_COMPILER)('a folder that goes away while a batch runs', () => {
  const slow = [
    '--files',
    '10',
    '--min',
    '1MB',
    '--max',
    '1MB',
    '--fault',
    'slow-load',
    '--fault-argument',
    '300',
  ];

  it('and is that of the results, stops the batch with code 5; it goes on when the folder is back', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await standInFiles(path.join(folder.path, 'sims'), slow);
    const batch = writeBatch(folder.path, orcaflexText(library));
    const { ended } = startBallast(['run', batch, '--no-history']);
    const out = path.join(folder.path, 'out');
    const results = path.join(out, '.ballast', 'results');
    await until(() => settled(out) >= 2);
    renameSync(results, `${results}-away`);
    const stopped = await ended;
    expect(stopped.code).toBe(5);
    expect(stopped.stderr).toContain('resume with');
    expect(processesWith(folder.path)).toEqual([]);
    rmSync(results, { recursive: true, force: true });
    renameSync(`${results}-away`, results);
    const again = await run(batch);
    expect(again.code).toBe(0);
    const statuses = readTable(path.join(out, 'tables', 'all.csv')).map(({ status }) => status);
    expect(statuses).toEqual(Array(10).fill('succeeded'));
  });

  it.runIf(process.platform !== 'win32')(
    'and is that of the inputs, costs nothing when it comes back',
    async () => {
      using folder = temporaryFolder();
      const library = await standInLibrary();
      const sims = path.join(folder.path, 'sims');
      await standInFiles(sims, slow);
      const before = readdirSync(sims);
      const { ended } = startBallast(['run', writeBatch(folder.path, orcaflexText(library)), '--no-history']);
      const out = path.join(folder.path, 'out');
      await until(() => settled(out) >= 2);
      renameSync(sims, `${sims}-away`);
      await until(() => recorded(out, 'requeued') >= 1);
      renameSync(`${sims}-away`, sims);
      expect((await ended).code).toBe(0);
      expect(readdirSync(sims)).toEqual(before);
      const statuses = readTable(path.join(out, 'tables', 'all.csv')).map(({ status }) => status);
      expect(statuses).toEqual(Array(10).fill('succeeded'));
    },
  );
});

const settled = (out: string): number => recorded(out, 'settled');

function recorded(out: string, type: string): number {
  try {
    return readFileSync(path.join(out, 'journal.ndjson'), 'utf8').split(`{"type":"${type}"`).length - 1;
  } catch {
    return 0;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen within a minute');
}

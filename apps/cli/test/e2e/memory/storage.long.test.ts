import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { quoted, startBallast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { makeCold, throttled } from '../support/throttled-storage.ts';

const RATE = 100e6;
const FILES = 40;

const folder = temporaryFolder();
const storage = await throttled(folder.path, RATE);
const group = 'fetched' in storage ? storage : null;
if (group === null) console.warn(`skipped: storage cannot be throttled here: ${[storage].flat().join('; ')}`);
afterAll(() => {
  group?.[Symbol.dispose]();
  folder[Symbol.dispose]();
});

interface Line {
  readonly type: string;
  readonly at: number;
  readonly task: number;
}

interface Loads {
  /** Most files that were admitted and did not compute yet at the same time. */
  readonly most: number;
  readonly seconds: number;
  /** Bytes that came from the storage. */
  readonly fetched: number;
}

describe.runIf(HAS_COMPILER && group !== null)('a batch of cold files on storage of 100 MB a second', () => {
  let library: string;
  let bytes = 0;

  beforeAll(async () => {
    library = await standInLibrary();
    const args = ['--files', String(FILES), '--min', '6MB', '--max', '10MB', '--memory-factor', '1.5'];
    const files = await standInFiles(path.join(folder.path, 'sims'), args);
    bytes = files.reduce((sum, { size }) => sum + size, 0);
  });

  const batchText = (policy: string): string => `version: 1
batch: storage
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { memory: 2GiB, policy: ${policy} }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: t, layout: wide, columns: [{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }] }
`;

  async function run(name: string, policy: string): Promise<Loads> {
    const sims = path.join(folder.path, 'sims');
    for (const file of readdirSync(sims)) makeCold(path.join(sims, file));
    const before = group?.fetched() ?? 0;
    const out = path.join(folder.path, name);
    const batch = writeBatch(folder.path, batchText(policy));
    const { child, ended } = startBallast(['run', batch, '--out', out, '--no-history']);
    group?.join(child.pid ?? 0);
    expect((await ended).code).toBe(0);
    const lines = journalOf(out) as unknown as readonly Line[];
    return { ...loadsOf(lines), fetched: (group?.fetched() ?? 0) - before };
  }

  it('loads few files at a time whereas thirty workers load thirty, and reads every byte once', async () => {
    const adaptive = await run('adaptive', 'adaptive');
    const thirty = await run('thirty', '{ fixed: 30 }');
    for (const { fetched, seconds } of [adaptive, thirty]) {
      expect(fetched).toBeGreaterThan(0.95 * bytes);
      expect(fetched).toBeLessThan(1.1 * bytes);
      expect(seconds).toBeGreaterThan((0.8 * bytes) / RATE);
    }
    expect(adaptive.most).toBeLessThanOrEqual(20);
    // On a busy machine the first files are loaded before the last of thirty processes has started.
    expect(thirty.most).toBeGreaterThanOrEqual(25);
  });
});

/** Counted in the order of the journal. */
function loadsOf(lines: readonly Line[]): Omit<Loads, 'fetched'> {
  const loading = new Set<number>();
  let most = 0;
  const times: number[] = [];
  for (const { type, at, task } of lines) {
    if (type === 'admitted') loading.add(task);
    if (type === 'phase' || type === 'settled') loading.delete(task);
    if (type === 'admitted' || type === 'settled') times.push(at);
    most = Math.max(most, loading.size);
  }
  return { most, seconds: (Math.max(...times) - Math.min(...times)) / 1000 };
}
